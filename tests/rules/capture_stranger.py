"""Lines as people typed them who had not seen the grammar, with what a careful colleague understood.

They had been told the words for the kinds, and that a date is said as people say it; nothing more. The
grammar has learnt from them since, so a figure that says how good it is needs other lines.
"""

from __future__ import annotations

from typing import NamedTuple

from nscp_desktop.rules.capture import Kind


class Line(NamedTuple):
    """A line as typed, and what was meant: the kind, the first owner's name, the date, the theme's id."""

    typed: str
    kind: Kind
    owner: str = ""
    due: str = ""
    theme: str = ""


SUPPORT = (
    Line("apols from ann sale, priya here instead", Kind.NOTE),
    Line(
        "action joe to send round the bruising in babies pathway by end of feb #babies",
        Kind.ACTION,
        owner="Joe Blackwood",
        due="2027-02-28",
        theme="3c",
    ),
    Line(
        "outcome 14 of 17 nurseries now using the chronology template, was 5 in sept #neglect",
        Kind.OUTCOME,
        theme="3a",
    ),
    Line("action IH to email slides tomorrow", Kind.ACTION, owner="Imogen Hartley", due="2027-01-15"),
    Line(
        "imogen's slides were good, esp the bit about dads not being in the records #learning",
        Kind.NOTE,
        theme="2",
    ),
    Line(
        "Action: Priya and Tomasz to check which schools havent got a named school nurse by next meeting",
        Kind.ACTION,
        owner="Priya Nair",
        due="2027-03-11",
    ),
    Line(
        "decision we'll use the one neglect toolkit across all agencies from april #neglect",
        Kind.DECISION,
        theme="3a",
    ),
    Line(
        "#neglect action marcus to trial the quality of care tool in 2 nurserys and report back 11 march",
        Kind.ACTION,
        owner="Marcus Reeve",
        due="2027-03-11",
        theme="3a",
    ),
    Line(
        "action - everyone to brief thier own teams on the 3 key messages before next mtg",
        Kind.ACTION,
        owner="Every organisation",
        due="2027-03-11",
    ),
    Line(
        "challenge from ruth to children's services: why does housing only hear when the case has closed?",
        Kind.CHALLENGE,
    ),
    Line(
        "action ruth to share list of families in temp accom w children's services asap because schools don't know when they've moved",
        Kind.ACTION,
        owner="Ruth Pell",
    ),
    Line(
        "action: the named nurse to find out if Fenmere's ED still uses the old neglect checklist, a week on tuesday",
        Kind.ACTION,
        owner="Joe Blackwood",
        due="2027-01-26",
    ),
    Line(
        'outcome from joe - ED staff now ask "who\'s at home?" for every under 1, 92% in dec audit #babies',
        Kind.OUTCOME,
        theme="3c",
    ),
    Line(
        "action by 12th dele to get figures for missing episodes nov & dec #exploitation",
        Kind.ACTION,
        owner="Dele Akande",
        due="2027-02-12",
        theme="3b",
    ),
    Line(
        "dele said county lines activity up round the bus station since xmas, no action needed yet", Kind.NOTE
    ),
    Line(
        "action police to let schools know who their link officer is before half term",
        Kind.ACTION,
        owner="Police, east command",
        due="2027-02-12",
    ),
    Line(
        "outcome: fewer repeat missing episodes since the return interviews went to hearthside, 31 down to 19 #exploitation",
        Kind.OUTCOME,
        theme="3b",
    ),
    Line(
        "action marcus to ask dele whether nursery staff can go on the exploitation trainng",
        Kind.ACTION,
        owner="Marcus Reeve",
    ),
    Line(
        "action CO'D & TR to write to all heads re elective home ed by 29/1",
        Kind.ACTION,
        owner="Claire O'Dowd",
        due="2027-01-29",
    ),
    Line("Decision: no more paper referals after 31 march, online form only", Kind.DECISION),
    Line("action someone needs to chase the GP rep, no owner yet", Kind.ACTION),
    Line(
        'youth board say the leaflet\'s "too wordy and no one our age says neglect" #voice',
        Kind.YOUTH_BOARD,
        theme="1",
    ),
    Line(
        "action hannah will ask the parents group what they'd want the leaflet to say by mon 25th",
        Kind.ACTION,
        owner="Hannah Voss",
        due="2027-01-25",
    ),
    Line(
        "youth board - hannah to take the poster back to them by end of feb",
        Kind.YOUTH_BOARD,
        owner="Hannah Voss",
        due="2027-02-28",
    ),
    Line(
        'Challenge: are we really listening or just "ticking the voice box"? (tamsin) #voice',
        Kind.CHALLENGE,
        theme="1",
    ),
    Line(
        "decision - keep the youth board rep slot on every agenda, all agreed #voice",
        Kind.DECISION,
        theme="1",
    ),
    Line(
        'action larkfield to pilot the "tell it once" form with yr 7 until easter, #voice',
        Kind.ACTION,
        owner="Larkfield Academy",
        theme="1",
    ),
    Line(
        "action each org to nominate one person for the audit group, names to tamsin by fri 22 jan",
        Kind.ACTION,
        owner="Every organisation",
        due="2027-01-22",
    ),
    Line(
        "action early years manager to invite imogen to the childminder forum in march",
        Kind.ACTION,
        owner="Marcus Reeve",
    ),
    Line(
        "decision not to set up a separate babies subgroup because the same 6 ppl would be on it #babies",
        Kind.DECISION,
        theme="3c",
    ),
    Line(
        "action Dr Sale to take the pre-birth protocol to her clinical govenance meeting, priya to do it if ann's still off. by 5th march #babies",
        Kind.ACTION,
        owner="Dr Ann Sale",
        due="2027-03-05",
        theme="3c",
    ),
    Line(
        "challenge claire to health, school nurse waits are still 14 wks & no plan, dr sale to answer at next meeting",
        Kind.CHALLENGE,
        owner="Dr Ann Sale",
        due="2027-03-11",
    ),
    Line(
        "action tomasz - put a question about sleep & home routines in the reception health questionaire, mid feb",
        Kind.ACTION,
        owner="Tomasz Wójcik",
        due="2027-02-15",
    ),
    Line(
        "outcome police & schools briefings happening by 8.30 now, heads say it's made a massive differnce",
        Kind.OUTCOME,
    ),
    Line(
        "action housing & police - agree how they share addresses when theres DA in the home, within a month",
        Kind.ACTION,
        owner="District council, housing",
        due="2027-02-14",
    ),
    Line(
        "action ruth pell will check w/ her legal people if housing can share arrears info - in a fortnight",
        Kind.ACTION,
        owner="Ruth Pell",
        due="2027-01-28",
    ),
    Line(
        "action hearthside to send claire their referral form, end of next week",
        Kind.ACTION,
        owner="Hearthside Families",
        due="2027-01-22",
    ),
    Line(
        "challenge - hannah asked how do we know the training has changed anything for kids #learning",
        Kind.CHALLENGE,
        theme="2",
    ),
    Line(
        "outcome of the last learning review - 46 staff came to the lunchtime session, 40 said they'd change somthing #learning",
        Kind.OUTCOME,
        theme="2",
    ),
    Line(
        "action all of us together to do a walk thru of one case at the next meeting so that we can see where it got stuck",
        Kind.ACTION,
        owner="Together",
        due="2027-03-11",
    ),
    Line("action me to circulate training dates tmrw", Kind.ACTION, due="2027-01-15"),
    Line("decided: deputys can vote if the main rep isn't here", Kind.DECISION),
    Line(
        "youth board want to know what happened to the lockers idea they asked about in october?",
        Kind.YOUTH_BOARD,
    ),
    Line(
        "action: who is updating the website?? tamsin's team to confirm by end of month",
        Kind.ACTION,
        owner="Children's Services",
        due="2027-01-31",
    ),
    Line(
        "action neglect toolkit to go on the agenda for next mtg (marcus has latest version)",
        Kind.ACTION,
        due="2027-03-11",
    ),
    Line(
        "action all agencies send tamsin ur data for the scorecard by 1 mar pls",
        Kind.ACTION,
        owner="Every organisation",
        due="2027-03-01",
    ),
    Line(
        "YAB: can 2 of them come to the march meeting, need to be after 3.30 because of school",
        Kind.YOUTH_BOARD,
    ),
    Line("decision claire o'dowd to chair march, tamsin the one after", Kind.DECISION),
    Line(
        "decision meetings move to 9.30 start so that school ppl can get back for lunch duty", Kind.DECISION
    ),
    Line("ran out of time for item 6, carry over", Kind.NOTE),
)

CO_CHAIR = (
    Line("Apols Ruth Pell, Ann Sale (Priya here for her)", Kind.NOTE),
    Line("= Priya can vote as deputy for Ann", Kind.DECISION),
    Line(
        "! me and Dele to write to district council re no housing rep again, by Mon",
        Kind.ACTION,
        owner="Claire O'Dowd",
        due="2027-01-18",
    ),
    Line(
        "! Dele to ring Ruth tmrw re evictions, families w under 5s (shes away today)",
        Kind.ACTION,
        owner="Dele Akande",
        due="2027-01-15",
    ),
    Line("outcome - 14 staff came to the GCP2 morning, 11 now using it #neglect", Kind.OUTCOME, theme="3a"),
    Line("Imogen slides - 41% of our CP plans are neglect, county 36", Kind.NOTE),
    Line(
        "action SIOBHAN TO SHARE HER CHRONOLOGY TEMPLATE W EVERYONE BEFORE HALF TERM #neglect",
        Kind.ACTION,
        owner="Siobhán O'Dunmarrow",
        due="2027-02-12",
        theme="3a",
    ),
    Line(
        "= GCP2 for all neglect referrals from 1 Feb, no more home made checklists #neglect",
        Kind.DECISION,
        theme="3a",
    ),
    Line(
        "! everyone to check their staff have done the GCP2 training, numbers to NSCP by 12/2 #neglect",
        Kind.ACTION,
        owner="Every organisation",
        due="2027-02-12",
        theme="3a",
    ),
    Line("! slides from today to go out w the minutes (Imogen)", Kind.ACTION, owner="Imogen Hartley"),
    Line("! can someone find out who holds the dental neglect pathway now??", Kind.ACTION),
    Line(
        "challenge Siobhan asked why schools only hear about strategy mtgs after theyve happened. Tamsin didnt have an answer",
        Kind.CHALLENGE,
    ),
    Line(
        "! head of service to chase early help allocations - 9 of ours waiting since Nov",
        Kind.ACTION,
        owner="Tamsin Reedmarsh",
    ),
    Line(
        "! Joe to send round the bruising in non mobile babies flowchart by 29 Jan #babies",
        Kind.ACTION,
        owner="Joe Blackwood",
        due="2027-01-29",
        theme="3c",
    ),
    Line(
        "Action - Priya + Tomasz to map who actually sees the under 2s, back to next mtg #babies",
        Kind.ACTION,
        owner="Priya Nair",
        due="2027-03-11",
        theme="3c",
    ),
    Line(
        "! by 5 Feb Marcus emailing all nurserys the safer sleep poster #babies",
        Kind.ACTION,
        owner="Marcus Reeve",
        due="2027-02-05",
        theme="3c",
    ),
    Line(
        "! Fenmere to confirm A&E are flagging under 1s w any injury - Joe said 'should be happening already' - by 1 March #babies",
        Kind.ACTION,
        owner="Fenmere Hospital",
        due="2027-03-01",
        theme="3c",
    ),
    Line(
        "outcome: since Nov 3 families got a HV visit same wk bc Marcus rang Priya direct #babies",
        Kind.OUTCOME,
        theme="3c",
    ),
    Line(
        "! joint with West - ICON session for dads, date tbc #babies",
        Kind.ACTION,
        owner="with West",
        theme="3c",
    ),
    Line(
        "! Hannah find out how many dads come to the Hearthside groups, within 2 wks",
        Kind.ACTION,
        owner="Hannah Voss",
        due="2027-01-28",
    ),
    Line("= theme for next meeting is babies, Joe leading #babies", Kind.DECISION, theme="3c"),
    Line("tamsin left 2.30", Kind.NOTE),
    Line(
        "! police to tell schools which children were on Op Encompass over xmas, end of next week",
        Kind.ACTION,
        owner="Police, east command",
        due="2027-01-22",
    ),
    Line(
        "outcome taxi firm rang police w a worry after Dele's talk, 2 girls now safe #exploitation",
        Kind.OUTCOME,
        theme="3b",
    ),
    Line(
        "action: together, walk round the bus station & McDonalds after school, Weds 10th Feb #exploitation",
        Kind.ACTION,
        owner="Together",
        due="2027-02-10",
        theme="3b",
    ),
    Line(
        "! Jory - anonymised case study, county lines lad, 5 min slot at March mtg #exploitation",
        Kind.ACTION,
        owner="Jory Marlpit",
        due="2027-03-11",
        theme="3b",
    ),
    Line(
        "= agreed NOT to set up a separate exploitation subgroup, too many mtgs already #exploitation",
        Kind.DECISION,
        theme="3b",
    ),
    Line(
        "! co chairs to raise taxi licencing w the council, no rush #exploitation",
        Kind.ACTION,
        owner="Co-chairs",
        theme="3b",
    ),
    Line(
        "Challenge to housing (absent again) - who tells schools when families get moved mid term?",
        Kind.CHALLENGE,
    ),
    Line(
        "! #voice Kit to take the vaping qs to the YAB on 3rd Feb",
        Kind.ACTION,
        owner="Kit Mwangi",
        due="2027-02-03",
        theme="1",
    ),
    Line("> would you actually scan a QR code on a toilet door? #voice", Kind.YOUTH_BOARD, theme="1"),
    Line(
        "outcome - young people changed the wording on the poster, up in all 4 schools #voice",
        Kind.OUTCOME,
        theme="1",
    ),
    Line("youth board: thank you for the poster, nurseries want one too", Kind.YOUTH_BOARD),
    Line(
        "challenge from me: are we hearing kids or just adults talking about them #voice",
        Kind.CHALLENGE,
        theme="1",
    ),
    Line("> what makes a worker easy to talk to - 3 words each", Kind.YOUTH_BOARD),
    Line("Good discusion re vapes, ran over, pick up another time", Kind.NOTE),
    Line(
        "! Wojcik to resend the self harm flowchart today, old one had wrong phone no",
        Kind.ACTION,
        owner="Tomasz Wójcik",
        due="2027-01-14",
    ),
    Line(
        "! school nurses to do a drop in at Larkfield, first Tues of the month, after Easter",
        Kind.ACTION,
        owner="School nursing",
    ),
    Line(
        "! Dr Sale to look at the was-not-brought letter when shes back, Priya will pass on",
        Kind.ACTION,
        owner="Dr Ann Sale",
    ),
    Line("CHALLENGE Dele to health - why 6 wks for a CP medical. Priya taking it back", Kind.CHALLENGE),
    Line(
        "action TR and CO'D meet re part time timetables list, 9am Fri 22nd",
        Kind.ACTION,
        owner="Tamsin Reedmarsh",
        due="2027-01-22",
    ),
    Line("Outcome Y9 girl back in school full time after Hannah's home visits", Kind.OUTCOME),
    Line(
        "! Hearthside + early yrs to do ONE leaflet not two, draft end of Feb",
        Kind.ACTION,
        owner="Hearthside Families",
        due="2027-02-28",
    ),
    Line(
        "! supervision for DSLs in small primaries needs costing before next meeting #learning",
        Kind.ACTION,
        due="2027-03-11",
        theme="2",
    ),
    Line(
        "DECISION one page briefing to schools after each mtg instead of full mins #learning",
        Kind.DECISION,
        theme="2",
    ),
    Line("! NSCP to tell us if threshold guide is being reprinted or online only", Kind.ACTION, owner="NSCP"),
    Line("! all orgs - named contact for the winter rota pls, asap", Kind.ACTION, owner="Every organisation"),
    Line(
        "! contact list to be updated by Larkfield once business support back",
        Kind.ACTION,
        owner="Larkfield Academy",
    ),
    Line("decision meetings stay in person, teams only if snow", Kind.DECISION),
    Line("decided Sept mtg moves to Fenmere, hospital has parking (!)", Kind.DECISION),
)

# Of these 45 were right the first time they were tried.
COORDINATOR = (
    Line("Apols: Ruth Pell, Ann Sale (Priya deputising)", Kind.NOTE),
    Line(
        "= minutes of the Nov mtg agreed as a true record, subject to Priya's job title being corrected",
        Kind.DECISION,
    ),
    Line("Outcome: Joe's ED flag has gone live (so last time's actoin can be closed)", Kind.OUTCOME),
    Line(
        "outcome Tomasz says 31 young people used the drop in last term, 4 went on to early help",
        Kind.OUTCOME,
    ),
    Line("Imogen presented, 12 slides, key msg = neglect is cumulative, not one incident", Kind.NOTE),
    Line("! Imogen's slides to be circulated with the minutes", Kind.ACTION),
    Line(
        "! all to read the slides properly and send comments to Imogen by Weds",
        Kind.ACTION,
        owner="Every organisation",
        due="2027-01-20",
    ),
    Line(
        "= agreed to keep neglect as our no. 1 priority till May, then review #neglect",
        Kind.DECISION,
        theme="3a",
    ),
    Line(
        "outcome: since the DSL network started, 14 of 19 schools now send a chronology w. their referrals (was 5) #neglect",
        Kind.OUTCOME,
        theme="3a",
    ),
    Line(
        "! DSL to share Larkfield's chronology template w. Tomasz and Marcus, by end of the month #neglect",
        Kind.ACTION,
        owner="Siobhán O'Dunmarrow",
        due="2027-01-31",
        theme="3a",
    ),
    Line(
        "challenge Hannah asked why families hear nothing back after a referral, Tamsin accepted this isn't good enough",
        Kind.CHALLENGE,
    ),
    Line(
        "! TR to chase the front door re feedback to referrers (as above), by 5/2",
        Kind.ACTION,
        owner="Tamsin Reedmarsh",
        due="2027-02-05",
    ),
    Line(
        "decision - GCP2 is the tool we all use from 1 April, no home grown versions #neglect",
        Kind.DECISION,
        theme="3a",
    ),
    Line(
        "Action: every organisation to cascade the GCP2 briefing to their own staff before the next mtg, and say how many attended #neglect",
        Kind.ACTION,
        owner="Every organisation",
        due="2027-03-11",
        theme="3a",
    ),
    Line(
        "! by 26 Feb, Hannah & Kit to draft a one page leaflet for parents (plain english, no jargon) #neglect",
        Kind.ACTION,
        owner="Hannah Voss",
        due="2027-02-26",
        theme="3a",
    ),
    Line(
        "> would YAB look at the leaflet and tell us which words put them off? (draft from Hannah) #voice",
        Kind.YOUTH_BOARD,
        theme="1",
    ),
    Line(
        "! it was agreed that Fenmere will audit the was-not-brought letters (last 6 mths) and bring findings to the May meeting #neglect",
        Kind.ACTION,
        owner="Fenmere Hospital",
        due="2027-05-13",
        theme="3a",
    ),
    Line(
        "! can Claire pls get the heads' cluster to put neglect on their agenda, before Easter if poss? #neglect",
        Kind.ACTION,
        owner="Claire O'Dowd",
        due="2027-03-25",
        theme="3a",
    ),
    Line(
        "! NSCP to confirm whether the neglect strategy refresh has a launch date yet, by 11th March",
        Kind.ACTION,
        owner="NSCP",
        due="2027-03-11",
    ),
    Line(
        "action dist council housing to let us have the no. of families in temp accomodation w. a child under 2 (Ruth away, Claire will let her know)",
        Kind.ACTION,
        owner="District council, housing",
    ),
    Line("brief discussion of housing moves and school places, not finished, Claire parked it", Kind.NOTE),
    Line(
        "outcome - safe sleep cards now in every HV pack, Priya confirmed, parents say they like them #babies",
        Kind.OUTCOME,
        theme="3c",
    ),
    Line(
        "action Joe to send the bruising in non-mobile babies pathway round to everyone, by Friday week #babies",
        Kind.ACTION,
        owner="Joe Blackwood",
        due="2027-01-22",
        theme="3c",
    ),
    Line(
        "! Priya will check whether the 2 yr review data can be split by locality (because county figures hide us), 29 Jan",
        Kind.ACTION,
        owner="Priya Nair",
        due="2027-01-29",
    ),
    Line(
        "! Dr Sale to be sent the qs about thresholds (by Priya), by Mon when she's back",
        Kind.ACTION,
        owner="Priya Nair",
        due="2027-01-18",
    ),
    Line(
        "decision, the babies audit will be under 1s only, not under 2s (too many cases) #babies",
        Kind.DECISION,
        theme="3c",
    ),
    Line(
        "! together we will do the multi-agency audit, 3 babies, everyone brings their own records, in time for the May mtg #babies",
        Kind.ACTION,
        owner="Together",
        due="2027-05-13",
        theme="3c",
    ),
    Line(
        "! Marcus to ask Gt Yarmouth how they ran their dads' group, and report back next time #babies",
        Kind.ACTION,
        owner="Marcus Reeve",
        due="2027-03-11",
        theme="3c",
    ),
    Line(
        "! early years and comm health to agree a joint visits list, starting w. the 6 families discussed, by 1st Feb",
        Kind.ACTION,
        owner="Early years",
        due="2027-02-01",
    ),
    Line(
        "challenge: Joe to Children's Services, why are strategy meetings called w. an hour's notice? TR will look at it, no promises",
        Kind.CHALLENGE,
    ),
    Line(
        "! Reedmarsh to check the consent wording w. legal, then tell Claire, by Mon 25th",
        Kind.ACTION,
        owner="Tamsin Reedmarsh",
        due="2027-01-25",
    ),
    Line(
        "! someone needs to find out if the thresholds doc on the website is still the 2023 version",
        Kind.ACTION,
    ),
    Line("Jory had to leave at 3, back for the exploitation item", Kind.NOTE),
    Line(
        "outcome, police & YJ daily call is working, 3 children found within 2 hrs since Xmas #exploitation",
        Kind.OUTCOME,
        theme="3b",
    ),
    Line(
        "action, police to bring the missing from home figures to the next meeting, broken down by age #exploitation",
        Kind.ACTION,
        owner="Police, east command",
        due="2027-03-11",
        theme="3b",
    ),
    Line(
        "challenge - Siobhan queried whether 15 yr olds are still being written up as 'making lifestyle choices', Dele took the point #exploitation",
        Kind.CHALLENGE,
        theme="3b",
    ),
    Line(
        "action for Dele - find out who the new exploitation sgt is and introduce them by email, asap #exploitation",
        Kind.ACTION,
        owner="Dele Akande",
        theme="3b",
    ),
    Line(
        "! Jory and Dele to map the hotspots round the bus station (and the retail park), by half term #exploitation",
        Kind.ACTION,
        owner="Jory Marlpit",
        due="2027-02-12",
        theme="3b",
    ),
    Line(
        "! jointly with West, run a lunchtime session on county lines, by the May meeting #exploitation",
        Kind.ACTION,
        owner="with West",
        due="2027-05-13",
        theme="3b",
    ),
    Line(
        "decision: no separate task and finish grp on exploitation, it stays with this group, all happy",
        Kind.DECISION,
    ),
    Line(
        'challenge from Kit: "where are the young carers in any of this?" - fair point, nobody had an answer #voice',
        Kind.CHALLENGE,
        theme="1",
    ),
    Line(
        "Action - youth justice to tell us what children on orders say abt being listened to, in time for the next YAB #voice",
        Kind.ACTION,
        owner="Youth justice",
        due="2027-02-03",
        theme="1",
    ),
    Line(
        "youth board: what would make it easier to tell a teacher that things at home aren't right? (for 3 Feb)",
        Kind.YOUTH_BOARD,
    ),
    Line(
        "> Kit to tell YAB we've changed the name of the drop in, because of what they said", Kind.YOUTH_BOARD
    ),
    Line(
        "! school nursing to send the new drop in timetabel to Siobhan tmrw",
        Kind.ACTION,
        owner="School nursing",
        due="2027-01-15",
    ),
    Line(
        "! Children's Services will put on 2 x 7 min briefings re the SPR, both done by 12th Feb #learning",
        Kind.ACTION,
        owner="Children's Services",
        due="2027-02-12",
        theme="2",
    ),
    Line(
        "! the SPR to go on Hearthside's team mtg agenda, Hannah to sort, sometime in Feb #learning",
        Kind.ACTION,
        owner="Hannah Voss",
        theme="2",
    ),
    Line(
        "! co-chairs to write to the partnership about the gap in CAMHS waiting time data, within a fortnight",
        Kind.ACTION,
        owner="Co-chairs",
        due="2027-01-28",
    ),
    Line("= Claire and Dele to carry on as co-chairs for another yr", Kind.DECISION),
    Line("= March mtg to be face to face at Larkfield, May on Teams", Kind.DECISION),
)

LINES = {"business support": SUPPORT, "a co-chair": CO_CHAIR, "the coordinator": COORDINATOR}
