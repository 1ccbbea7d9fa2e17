"""Lines as people type them in the meeting of ``capture_room``, and what each becomes.

Each row: the line | its kind | the text recorded | the owner, or after a question mark those it
could be | the date, in brackets when nobody said it | what the row asks | themes | the reason.
"""

from typing import NamedTuple


class Row(NamedTuple):
    """A line and what it becomes."""

    typed: str
    kind: str
    text: str
    owner: str = ""
    due: str = ""
    asks: str = ""
    themes: str = ""
    reason: str = ""


_TABLE = """
action joe to circulate the chronology page to A&E leads by 22 jan #neglect | action | Circulate the chronology page to A&E leads | Joe Blackwood | 2027-01-22 |  | 3a
action everyone: take one recommendation to a team meeting by next meeting | action | Take one recommendation to a team meeting | Every organisation | 2027-03-11
action with Breckland to run a workshop | action | Run a workshop | with Breckland | (2027-03-11) | next meeting (not said)
decision adopt the toolkit as the shared format because it fits short contacts | decision | Adopt the toolkit as the shared format |  |  |  |  | it fits short contacts
outcome two schools now invite the DSL by name | outcome | Two schools now invite the DSL by name
challenge who answers for Housing in the east | challenge | Who answers for Housing in the east
youth board what did the bus company say | youth board | What did the bus company say
! joe to ring the school tomorrow | action | Ring the school | Joe Blackwood | 2027-01-15
!joe to ring the school tomorrow | action | Ring the school | Joe Blackwood | 2027-01-15
= adopt the toolkit | decision | Adopt the toolkit
> tell us what happened | youth board | Tell us what happened
action: JM will ring the school | action | Ring the school | ? Jess Millbrook-Tern or Jory Marlpit |  | which JM?; no date
Action JB will ring the school by fri | action | Ring the school | Joe Blackwood | 2027-01-15
ACTION Joe Blackwood - circulate the page by next fri | action | Circulate the page | Joe Blackwood | 2027-01-22
action every organisation to check missed appointments by next meeting | action | Check missed appointments | Every organisation | 2027-03-11
action all to name a nominated deputy by 5 feb | action | Name a nominated deputy | Every organisation | 2027-02-05
action NSCP to ask the Workforce group for a summary by 11 dec | action | Ask the Workforce group for a summary | NSCP | 2027-12-11
action police to name a champion | action | Name a champion | Police, east command |  | no date
action co-chairs to write to the bus company by end of month | action | Write to the bus company | Co-chairs | 2027-01-31
action joe and priya to draft the letter by 1/2 | action | Draft the letter (with Priya Nair) | Joe Blackwood | 2027-02-01
action odun to share the DSL list by 29 jan | action | Share the DSL list | Siobhán O'Dunmarrow | 2027-01-29
action o'dun to share the DSL list by 29 jan | action | Share the DSL list | Siobhán O'Dunmarrow | 2027-01-29
action ЗЛ to translate the leaflet by 29/01/27 | action | Translate the leaflet | Зоряна Луговафен | 2027-01-29
action зоряна to translate the leaflet | action | Translate the leaflet | Зоряна Луговафен |  | no date
action 王小明 to bring the form | action | Bring the form | 王小明 |  | not here: who tells them?; no date
action ann to send the figures by fri | action | Send the figures | Dr Ann Sale | 2027-01-15 | not here: who tells them?
action ruth to name a deputy | action | Name a deputy | Ruth Pell |  | not here: who tells them?; no date
action health to share the pathway | action | Share the pathway | ? Fenmere Hospital or Community health or School nursing |  | which health?; no date
action housing to attend by next meeting | action | Attend | District council, housing | 2027-03-11
action coordinator to book a speaker by 29.1.2027 | action | Book a speaker | Orla Pearl | 2027-01-29 | not here: who tells them?
action business support to circulate the corrected attendance by mon | action | Circulate the corrected attendance | Tilly Fenwhistle | 2027-01-18
action school nurse to check the form by wed | action | Check the form | Tomasz Wójcik | 2027-01-20
action joe circulate the page by fri | action | Circulate the page | Joe Blackwood | 2027-01-15
action mark attendance sheet | action | Mark attendance sheet |  |  | no owner; no date
action mark to share the rota by fri | action | Share the rota | Mark Sedgewarden | 2027-01-15
action the page to be circulated by joe by fri | action | The page to be circulated | Joe Blackwood | 2027-01-15
action joe to be told about the panel | action | Joe to be told about the panel |  |  | no owner; no date
action circulate the page (joe) by fri | action | Circulate the page | Joe Blackwood | 2027-01-15
action circulate the page - joe | action | Circulate the page | Joe Blackwood |  | no date
action circulate the page by fri owner: joe | action | Circulate the page | Joe Blackwood | 2027-01-15
action circulate the page @joe | action | Circulate the page | Joe Blackwood |  | no date
action zebedee to circulate the page by fri | action | Zebedee to circulate the page |  | 2027-01-15 | no owner
action a letter to parents | action | A letter to parents |  |  | no owner; no date
action letter to parents to be sent | action | Letter to parents to be sent |  |  | no owner; no date
action joe to bring two examples to the next meeting | action | Bring two examples to the next meeting | Joe Blackwood | 2027-03-11
action joe to correct the minutes of 12 november | action | Correct the minutes of 12 november | Joe Blackwood |  | no date
action joe to move the date to 12 feb | action | Move the date to 12 feb | Joe Blackwood |  | no date
action by 22 jan joe to circulate the page | action | Circulate the page | Joe Blackwood | 2027-01-22
action joe, send the page by 22 jan | action | Send the page | Joe Blackwood | 2027-01-22
action for the toolkit, joe to bring examples | action | For the toolkit, bring examples | Joe Blackwood |  | no date
action joe to send it by fri and report by next meeting | action | Send it by fri and report by next meeting | Joe Blackwood |  | which date?
action joe to check before next meeting that housing reply by fri | action | Check before next meeting that housing reply | Joe Blackwood | 2027-01-15
action joe to review #neglect cases by fri | action | Review neglect cases | Joe Blackwood | 2027-01-15 |  | 3a
action joe to review cases #unknown by fri | action | Review cases #unknown | Joe Blackwood | 2027-01-15
action joe to review cases #c by fri | action | Review cases #c | Joe Blackwood | 2027-01-15
action joe to review cases #cce #neglect by fri | action | Review cases | Joe Blackwood | 2027-01-15 |  | 3b 3a
action joe to find where the family sat | action | Find where the family sat | Joe Blackwood |  | no date
action joe to speak at assembly on 12 feb | action | Speak at assembly | Joe Blackwood | 2027-02-12
action joe to ring on 31 feb | action | Ring on 31 feb | Joe Blackwood |  | which date?
action joe to ring by fri 23 jan | action | Ring by fri 23 jan | Joe Blackwood |  | which date?
action joe to ring by 12 jan | action | Ring by 12 jan | Joe Blackwood |  | which date?
action kit to tell the board by next youth board | action | Tell the board | Kit Mwangi | 2027-02-03
action kit to report back to next yab | action | Report back to next yab | Kit Mwangi | 2027-02-03
action with Great Yarmouth and South to share the poster | action | Share the poster | with Great Yarmouth and South | (2027-03-11) | next meeting (not said)
action with housing to run a clinic | action | Run a clinic | with District council, housing | (2027-03-11) | next meeting (not said)
action with parents to write a leaflet | action | With parents to write a leaflet |  |  | no owner; no date
action together: run a workshop | action | Run a workshop | Together | (2027-03-11) | next meeting (not said)
action we will run a workshop by 9 feb | action | Run a workshop | Together | 2027-02-09
action the group to run a workshop | action | Run a workshop | Together | (2027-03-11) | next meeting (not said)
action ask the NSCP to write to the bus company | action | Write to the bus company | NSCP |  | no date
action ask joe to write to the bus company | action | Ask joe to write to the bus company |  |  | no owner; no date
action joe from the hospital to send the page | action | Send the page | Joe Blackwood |  | no date
action joe to send the page, by fri. | action | Send the page | Joe Blackwood | 2027-01-15
action | action |  |  |  | no owner; no date; no words
action joe | action | Joe |  |  | no owner; no date
action joe to | action |  | Joe Blackwood |  | no date; no words
action by fri | action |  |  | 2027-01-15 | no owner; no words
action #neglect | action |  |  |  | no owner; no date; no words | 3a
joe to send the page by fri | note | joe to send the page by fri |  |  | Was this an action?
agreed to adopt the toolkit | note | agreed to adopt the toolkit |  |  | Was this a decision?
The group discussed neglect. | note | The group discussed neglect.
decision adopt the toolkit because of the audit #neglect | decision | Adopt the toolkit |  |  |  | 3a | the audit
decision because | decision | Because
decision adopt it because | decision | Adopt it because
outcome 3 settings changed a form #voice | outcome | 3 settings changed a form |  |  |  | 1
challenge #neglect who answers for it | challenge | Who answers for it |  |  |  | 3a
yab what did they say | youth board | What did they say
Youth Advisory Board: what did they say | youth board | What did they say
action tomasz to circulate the leaflet in 2 weeks | action | Circulate the leaflet | Tomasz Wójcik | 2027-01-28
action for joe to send the page within a week | action | Send the page | Joe Blackwood | 2027-01-21
action fenmere to send the page by end of jan | action | Send the page | Fenmere Hospital | 2027-01-31
action larkfield to send the page | action | Send the page | Larkfield Academy |  | no date
action DSL to share the list | action | Share the list | Siobhán O'Dunmarrow |  | no date
action named nurse to share the list | action | Share the list | Joe Blackwood |  | no date
action everyone take one recommendation to a team | action | Take one recommendation to a team | Every organisation |  | no date
action jm to ring | action | Ring | ? Jess Millbrook-Tern or Jory Marlpit |  | which JM?; no date
action jm and joe to ring | action | Ring (with Joe Blackwood) | ? Jess Millbrook-Tern or Jory Marlpit |  | which JM?; no date
action joe & zebedee to ring | action | Ring (with zebedee) | Joe Blackwood |  | no date
action joe/priya to ring | action | Ring (with Priya Nair) | Joe Blackwood |  | no date
action dele to name a champion by 22 jan | action | Name a champion | Dele Akande | 2027-01-22 | not here: who tells them?
action the police to name a champion by 22 jan | action | Name a champion | Police, east command | 2027-01-22
action north & broadland to share the poster | action | North & broadland to share the poster |  |  | no owner; no date
action rose to share the poster | action | Share the poster | Rose Osei |  | not here: who tells them?; no date
action nurse to share | action | Share | ? Joe Blackwood or Tomasz Wójcik |  | which nurse?; no date
action all schools to share | action | All schools to share |  |  | no owner; no date
action joe to keep the line open 24/7 | action | Keep the line open 24/7 | Joe Blackwood |  | no date
action iPad loan scheme to be described | action | iPad loan scheme to be described |  |  | no owner; no date
action jb - circulate page - 22 Jan | action | Circulate page | Joe Blackwood | 2027-01-22
action joe to share toolkit w/c 18 Jan | action | Share toolkit | Joe Blackwood | 2027-01-18
action joe to share toolkit, week commencing mon 18 jan | action | Share toolkit | Joe Blackwood | 2027-01-18
action joe to share toolkit in the week of 18 jan | action | Share toolkit | Joe Blackwood | 2027-01-18
action joe to share the figures for w/c 18 jan by 22 jan | action | Share the figures for w/c 18 jan | Joe Blackwood | 2027-01-22
action joe to share the figures for the week of 18 jan | action | Share the figures for the week of 18 jan | Joe Blackwood |  | no date
action joe to ring w/c 4 jan | action | Ring w/c 4 jan | Joe Blackwood |  | no date
action the DSL at larkfield to ring | action | Ring | Siobhán O'Dunmarrow |  | no date
action larkfield dsl to ring | action | Ring | Siobhán O'Dunmarrow |  | no date
action joe with priya to ring | action | Ring (with Priya Nair) | Joe Blackwood |  | no date
action ruth, could you please ring | action | Ring | Ruth Pell |  | not here: who tells them?; no date
action can you ask joe to ring | action | Ring | Joe Blackwood |  | no date
action could the police please ring | action | Ring | Police, east command |  | no date
action would joe be able to ring | action | Ring | Joe Blackwood |  | no date
action can you ring them | action | Can you ring them |  |  | no owner; no date
action can you ask zebedee to ring | action | Can you ask zebedee to ring |  |  | no owner; no date
action can you ask joe | action | Can you ask joe |  |  | no owner; no date
action joe please | action | Joe please |  |  | no owner; no date
can we ring them | note | can we ring them
can you ask ruth to ring | note | can you ask ruth to ring |  |  | Was this an action?
acton joe to ring | note | acton joe to ring |  |  | Was this an action?
auction of toys to go ahead | note | auction of toys to go ahead
decision no new group as it would double the work | decision | No new group |  |  |  |  | it would double the work
decision adopt it, so that nobody waits | decision | Adopt it |  |  |  |  | so that nobody waits
decision keep it as it is | decision | Keep it as it is
action on Joe to circulate the page by end Jan | action | Circulate the page | Joe Blackwood | 2027-01-31
action: circulate the page. Owner: Joe. Due: 22 Jan | action | Circulate the page. | Joe Blackwood | 2027-01-22
action joe blackwood (fenmere) to circulate before the next LSCG | action | Circulate | Joe Blackwood | 2027-03-11
action Dr Sale to ring by close of play | action | Ring | Dr Ann Sale | 2027-01-14 | not here: who tells them?
action all organisations check their lists by next time | action | Check their lists | Every organisation | 2027-03-11
action Claire O Dowd to ring prior to next meeting | action | Ring | Claire O'Dowd | 2027-03-11
action mr reeve to ring ahead of the march meeting | action | Ring | Marcus Reeve | 2027-03-11
action joe to ring in the sun | action | Ring in the sun | Joe Blackwood |  | no date
action joe to bring examples to the may meeting | action | Bring examples to the may meeting | Joe Blackwood | 2027-05-13
action children's services to ring | action | Children's services to ring |  |  | no owner; no date
action hospital to ring | action | Ring | Fenmere Hospital |  | no date
action joe has agreed to circulate the page by fri | action | Circulate the page | Joe Blackwood | 2027-01-15
action joe agreed to circulate the page | action | Circulate the page | Joe Blackwood |  | no date
action joe needs to circulate the page by end of next week | action | Circulate the page | Joe Blackwood | 2027-01-22
action joe is going to circulate the page this week | action | Circulate the page | Joe Blackwood | 2027-01-15
action joe should circulate the page next week | action | Circulate the page | Joe Blackwood | 2027-01-22
action joe must circulate the page next month | action | Circulate the page | Joe Blackwood | 2027-02-28
action joe shall circulate the page | action | Circulate the page | Joe Blackwood |  | no date
action joe offered to circulate the page in a month | action | Circulate the page | Joe Blackwood | 2027-02-14
action joe and the school to circulate the page | action | Circulate the page (with the school) | Joe Blackwood |  | no date
action priya, joe and tomasz to circulate the page by 22/1/27 | action | Circulate the page (with Joe Blackwood and Tomasz Wójcik) | Priya Nair | 2027-01-22
action joe + priya - circulate the page | action | Circulate the page (with Priya Nair) | Joe Blackwood |  | no date
action health and police to agree a form | action | Health and police to agree a form |  |  | no owner; no date
action all organisations: check the list | action | Check the list | Every organisation |  | no date
action all agencies - check the list by 2027-02-05 | action | Check the list | Every organisation | 2027-02-05
action each partner agency will check the list | action | Check the list | Every organisation |  | no date
action everybody to read the review | action | Read the review | Every organisation |  | no date
action everyone, read the review | action | Read the review | Every organisation |  | no date
action all schools: check the list | action | All schools: check the list |  |  | no owner; no date
action all to be reminded of the date | action | All to be reminded of the date |  |  | no owner; no date
action chairs to write | action | Write | Co-chairs |  | no date
action co-chair to write | action | Write | ? Claire O'Dowd or Dele Akande |  | which co-chair?; no date
action both co-chairs will write by the 29th | action | Write | Co-chairs | 2027-01-29
action the partnership to write | action | Write | NSCP |  | no date
action to the NSCP: write to the bus company | action | Write to the bus company | NSCP |  | no date
action the police: name a champion | action | Name a champion | Police, east command |  | no date
action dc to name a champion | action | Name a champion | District council, housing |  | no date
action youth justice to share | action | Share | Youth justice |  | no date
action youth justice worker to share | action | Share | Jory Marlpit |  | no date
action safer schools to share | action | Safer schools to share |  |  | no owner; no date
action fen to share | action | Share | ? Tilly Fenwhistle or Fenmere Hospital |  | which fen?; no date
action comm health to share | action | Share | Community health |  | no date
action norwich to share | action | Share | Health Norwich |  | no date
action jointly with South to share | action | Share | with South | (2027-03-11) | next meeting (not said)
action together with the South LSCG to share | action | Share | with South | (2027-03-11) | next meeting (not said)
action with joe to share | action | With joe to share |  |  | no owner; no date
action with S to share | action | Share | with South | (2027-03-11) | next meeting (not said)
action with north and broadland to share | action | Share | with North & Broadland | (2027-03-11) | next meeting (not said)
action with Norwich: share the poster by 22 jan | action | Share the poster | with Norwich | 2027-01-22
action siobhán to share | action | Share | Siobhán O'Dunmarrow |  | no date
action SIOBHAN O’DUNMARROW to share | action | Share | Siobhán O'Dunmarrow |  | no date
action millbrook to share | action | Share | Jess Millbrook-Tern |  | no date
action tern to share | action | Share | Jess Millbrook-Tern |  | no date
action jess mill to share | action | Share | Jess Millbrook-Tern |  | no date
action joe c to share | action | Share | Joe Carrstone |  | not here: who tells them?; no date
action joe carrstone to share | action | Share | Joe Carrstone |  | not here: who tells them?; no date
action jo to share | action | Share | ? Joe Blackwood or Jory Marlpit |  | which jo?; no date
action j to share | action | J to share |  |  | no owner; no date
action a to share | action | A to share |  |  | no owner; no date
action i will share | action | I will share |  |  | no owner; no date
action Joe | action | Joe |  |  | no owner; no date
action JB circulate the page | action | Circulate the page | Joe Blackwood |  | no date
action jb circulate the page | action | Circulate the page | Joe Blackwood |  | no date
action Joe Blackwood circulate the page | action | Circulate the page | Joe Blackwood |  | no date
action will check the list | action | Will check the list |  |  | no owner; no date
action mark check the list | action | Mark check the list |  |  | no owner; no date
action Dr Ann Sale check the list | action | Check the list | Dr Ann Sale |  | not here: who tells them?; no date
action the joe to share | action | The joe to share |  |  | no owner; no date
action share the list - everyone | action | Share the list | Every organisation |  | no date
action share the list (everyone) | action | Share the list | Every organisation |  | no date
action share the list (see annex) | action | Share the list (see annex) |  |  | no owner; no date
action share the list - urgent | action | Share the list - urgent |  |  | no owner; no date
action share the list owner: police | action | Share the list | Police, east command |  | no date
action share the list. Lead: Claire by 5 Feb | action | Share the list. | Claire O'Dowd | 2027-02-05
action share the owner list | action | Share the owner list |  |  | no owner; no date
action share the list @police | action | Share the list | Police, east command |  | no date
action email joe@example.org | action | Email joe@example.org |  |  | no owner; no date
action email @nobody | action | Email @nobody |  |  | no owner; no date
action list to be shared by the police by fri | action | List to be shared | Police, east command | 2027-01-15
action list to be shared by zebedee | action | List to be shared by zebedee |  |  | no owner; no date
action list to be shared by fri | action | List to be shared |  | 2027-01-15 | no owner
action list to be shared by everyone by fri | action | List to be shared | Every organisation | 2027-01-15
action list to be put online | action | List to be put online |  |  | no owner; no date
action joe to be the link | action | Be the link | Joe Blackwood |  | no date
action joe to share by noon | action | Share by noon | Joe Blackwood |  | no date
action joe to share by Friday 22nd | action | Share | Joe Blackwood | 2027-01-22
action joe to share by 22nd | action | Share | Joe Blackwood | 2027-01-22
action joe to share due 22 jan | action | Share | Joe Blackwood | 2027-01-22
action joe to share, due on 22 jan | action | Share | Joe Blackwood | 2027-01-22
action joe to share, due by 22 jan. | action | Share | Joe Blackwood | 2027-01-22
action joe to share (by 22 jan) | action | Share | Joe Blackwood | 2027-01-22
action joe to share no later than 22 jan | action | Share | Joe Blackwood | 2027-01-22
action joe to share deadline 22 jan | action | Share | Joe Blackwood | 2027-01-22
action joe to share on fri | action | Share | Joe Blackwood | 2027-01-15
action joe to share fri | action | Share | Joe Blackwood | 2027-01-15
action joe to share sat | action | Share sat | Joe Blackwood |  | no date
action joe to share by sat | action | Share | Joe Blackwood | 2027-01-16
action joe to share by wednesday | action | Share | Joe Blackwood | 2027-01-20
action joe to share 22 jan | action | Share | Joe Blackwood | 2027-01-22
action joe to share by 22 jan the new list | action | Share the new list | Joe Blackwood | 2027-01-22
action joe to share by 22 jan or by 22/1 | action | Share by 22 jan or | Joe Blackwood | 2027-01-22
action joe to share by 22 jan 12 lists | action | Share 12 lists | Joe Blackwood | 2027-01-22
action joe to share by 22 jan 2026 | action | Share by 22 jan 2026 | Joe Blackwood |  | which date?
action joe to share by 29 feb | action | Share by 29 feb | Joe Blackwood |  | which date?
action joe to share within two weeks | action | Share | Joe Blackwood | 2027-01-28
action joe to share for the next meeting | action | Share for the next meeting | Joe Blackwood | 2027-03-11
action joe to share until 22 jan | action | Share until 22 jan | Joe Blackwood |  | no date
action joe to share with the next youth board | action | Share with the next youth board | Joe Blackwood | 2027-02-03
action joe to share 24/7 | action | Share 24/7 | Joe Blackwood |  | no date
action joe to share asap | action | Share asap | Joe Blackwood |  | no date
action joe to share by easter | action | Share | Joe Blackwood | 2027-03-25
action joe to share by whitsun | action | Share by whitsun | Joe Blackwood |  | no date
action joe to share by march | action | Share by march | Joe Blackwood |  | no date
action joe to share by the march meeting | action | Share | Joe Blackwood | 2027-03-11
action joe to share by the june meeting | action | Share by the june meeting | Joe Blackwood |  | which date?
action joe to share #voice #tip | action | Share | Joe Blackwood |  | no date | 1 4
action joe to share #trauma | action | Share | Joe Blackwood |  | no date | 4
action joe to share #Trauma-Informed | action | Share | Joe Blackwood |  | no date | 4
action joe to share #active | action | Share | Joe Blackwood |  | no date | 2
action joe to share #child | action | Share | Joe Blackwood |  | no date | 3b
action joe to share # | action | Share # | Joe Blackwood |  | no date
action #tip joe to share | action | Share | Joe Blackwood |  | no date | 4
action joe to share # neglect | action | Share # neglect | Joe Blackwood |  | no date
action joe to share (#neglect) | action | Share | Joe Blackwood |  | no date | 3a
decision: adopt it because, as ann said, it works | decision | Adopt it |  |  |  |  | as ann said, it works
decision to adopt the #neglect toolkit because #neglect cases rise here | decision | To adopt the neglect toolkit |  |  |  | 3a | neglect cases rise here
Decision joe to chair the next meeting by 22 jan | decision | Joe to chair the next meeting by 22 jan
decision adopt it | decision | Adopt it
outcome: #learning staff now ask | outcome | Staff now ask |  |  |  | 2
outcome iPad loans began | outcome | iPad loans began
challenge: who answers? | challenge | Who answers?
challenge #housing who answers? | challenge | #housing who answers?
youth board: they asked about buses #voice | youth board | They asked about buses |  |  |  | 1
YAB - they asked about buses | youth board | They asked about buses
> #voice buses | youth board | Buses |  |  |  | 1
>they asked | youth board | They asked
note this was said | note | note this was said
decision-making is slow | note | decision-making is slow
actions were reviewed | note | actions were reviewed
action-plan agreed | note | action-plan agreed
The outcome was good | note | The outcome was good
we will meet in march | note | we will meet in march |  |  | Was this an action?
everyone: read the review | note | everyone: read the review |  |  | Was this an action?
dele gave apologies | note | dele gave apologies
Decided to write to the council | decision | To write to the council
decided: adopt the toolkit because schools hold it | decision | Adopt the toolkit |  |  |  |  | schools hold it
We decided to write to the council | note | We decided to write to the council |  |  | Was this a decision?
agreed: adopt the toolkit | decision | Adopt the toolkit
#neglect action joe to share by fri | action | Share | Joe Blackwood | 2027-01-15 |  | 3a
#unknown action joe to share | action | #unknown share | Joe Blackwood |  | no date
action joe to ring ruth tmrw about the evictions | action | Ring ruth about the evictions | Joe Blackwood | 2027-01-15
action joe to ring ruth (she is away today) | action | Ring ruth (she is away today) | Joe Blackwood |  | no date
action joe to say what was heard of today at the hospital | action | Say what was heard of today at the hospital | Joe Blackwood |  | no date
action joe to find out, within 2 wks | action | Find out | Joe Blackwood | 2027-01-28
action joe to find out in 1 mth | action | Find out | Joe Blackwood | 2027-02-14
action joe to send it mid feb | action | Send it | Joe Blackwood | 2027-02-15
action joe to send it by mid jan | action | Send it | Joe Blackwood | 2027-01-15
action joe to send it by the middle of december | action | Send it | Joe Blackwood | 2027-12-15
action joe to bring it to the next mtg | action | Bring it to the next mtg | Joe Blackwood | 2027-03-11
action the toolkit to go on the agenda for next meeting (marcus has it) | action | The toolkit to go on the agenda for next meeting (marcus has it) |  | 2027-03-11 | no owner
action all of us together to walk through one case | action | Walk through one case | Together | (2027-03-11) | next meeting (not said)
action together, walk round the bus station | action | Walk round the bus station | Together | (2027-03-11) | next meeting (not said)
action co chairs to write to the council | action | Write to the council | Co-chairs |  | no date
action joint with west - a session for fathers by fri | action | A session for fathers | with West | 2027-01-15
action hearthside + early yrs to write one leaflet by fri | action | Write one leaflet (with Early years) | Hearthside Families | 2027-01-15
action hearthside and somebody to write one leaflet by fri | action | Hearthside and somebody to write one leaflet |  | 2027-01-15 | no owner
action by 5 feb marcus emailing all nurseries | action | Emailing all nurseries | Marcus Reeve | 2027-02-05
action joe chasing the leads by fri | action | Chasing the leads | Joe Blackwood | 2027-01-15
action joe running the session by fri | action | Running the session | Joe Blackwood | 2027-01-15
action joe willing to help by fri | action | Joe willing to help |  | 2027-01-15 | no owner
action list to be updated by larkfield once the office is back | action | List to be updated once the office is back | Larkfield Academy |  | no date
action it was agreed that fenmere will audit the letters by fri | action | Audit the letters | Fenmere Hospital | 2027-01-15
action jointly with west, run a session by fri | action | Run a session | with West | 2027-01-15
action together we will do the audit by fri | action | Do the audit | Together | 2027-01-15
action me to circulate the dates by fri | action | Me to circulate the dates |  | 2027-01-15 | no owner
Action; joe to share | action | Share | Joe Blackwood |  | no date
action, joe to share | action | Share | Joe Blackwood |  | no date
action. joe to share | action | Share | Joe Blackwood |  | no date
action – joe to share | action | Share | Joe Blackwood |  | no date
action - joe to share | action | Share | Joe Blackwood |  | no date
! | action |  |  |  | no owner; no date; no words
!! joe to share | action | Share | Joe Blackwood |  | no date
action action joe to share | action | Action joe to share |  |  | no owner; no date
action joe to to share | action | To share | Joe Blackwood |  | no date
action joe: will share | action | Share | Joe Blackwood |  | no date
action note: joe to share | action | Note: share | Joe Blackwood |  | no date
action re toolkit - joe to share by fri | action | Re toolkit - share | Joe Blackwood | 2027-01-15
action <b>joe</b> to share & "quote" by fri | action | <b>joe</b> to share & "quote" |  | 2027-01-15 | no owner
action مريم to share | action | مريم to share |  |  | no owner; no date
action joe to share مرحبا by fri | action | Share مرحبا | Joe Blackwood | 2027-01-15
action chair to write | action | Write | ? Claire O'Dowd or Dele Akande |  | which chair?; no date
action the co-chair will write by fri | action | Write | ? Claire O'Dowd or Dele Akande | 2027-01-15 | which co-chair?
action the chairs to write by fri | action | Write | Co-chairs | 2027-01-15
action hea to share | action | Share | ? Fenmere Hospital or Community health or School nursing or Hearthside Families |  | which hea?; no date
action fenm to share | action | Share | Fenmere Hospital |  | no date
action school to share | action | School to share |  |  | no owner; no date
action list to be shared by fri by joe | action | List to be shared | Joe Blackwood | 2027-01-15
action joe to share until the end of the month | action | Share until the end of the month | Joe Blackwood |  | no date
action joe to share by the end of the month | action | Share | Joe Blackwood | 2027-01-31
action joe to share end of january | action | Share | Joe Blackwood | 2027-01-31
action joe to share in a couple of weeks | action | Share | Joe Blackwood | 2027-01-28
action joe to share within 10 working days | action | Share | Joe Blackwood | 2027-01-28
action joe to share tomorrow | action | Share | Joe Blackwood | 2027-01-15
action joe to share by next fri | action | Share | Joe Blackwood | 2027-01-22
action joe to share by fri week | action | Share | Joe Blackwood | 2027-01-22
action joe to share by a week on friday | action | Share | Joe Blackwood | 2027-01-22
action joe to share by 5/2 | action | Share | Joe Blackwood | 2027-02-05
action joe to share by 05/02/2027 | action | Share | Joe Blackwood | 2027-02-05
action joe to share by 5.2.27 | action | Share | Joe Blackwood | 2027-02-05
action hannah to invite the YAB to the next youth board | action | Invite the YAB to the next youth board | Hannah Voss | 2027-02-03
action tilly will send round the papers by mon 18 jan | action | Send round the papers | Tilly Fenwhistle | 2027-01-18
action marcus from early years to send the form | action | Send the form | Marcus Reeve |  | no date
action marcus and kit to meet by 1 feb #voice | action | Meet (with Kit Mwangi) | Marcus Reeve | 2027-02-01 |  | 1
action KM to answer the young commissioners by next yab #voice | action | Answer the young commissioners | Kit Mwangi | 2027-02-03 |  | 1
action every member to name a deputy by 5 feb | action | Name a deputy | Every organisation | 2027-02-05
action each org to check the address by tomorrow | action | Check the address | Every organisation | 2027-01-15
action all partners to read the summary by end of jan #learning | action | Read the summary | Every organisation | 2027-01-31 |  | 2
action everyone to bring one example to the next meeting | action | Bring one example to the next meeting | Every organisation | 2027-03-11
action NSCP to say who answers for taxis | action | Say who answers for taxis | NSCP |  | no date
action the NSCP will be asked about taxis | action | The NSCP will be asked about taxis |  |  | no owner; no date
action inspector to name a champion | action | Name a champion | Dele Akande |  | not here: who tells them?; no date
actoin joe to ring by fri | action | Ring | Joe Blackwood | 2027-01-15
desicion: adopt it | decision | Adopt it
outcme fewer moves | outcome | Fewer moves
challange who pays | challenge | Who pays
auction of toys at the fair | note | auction of toys at the fair
decisive work by the school | note | decisive work by the school
action point: joe to ring by fri | action | Ring | Joe Blackwood | 2027-01-15
AP - joe to ring by fri | action | Ring | Joe Blackwood | 2027-01-15
actions: joe to ring by fri | action | Ring | Joe Blackwood | 2027-01-15
actions were read out | note | actions were read out
q for yab: text or ring | youth board | Text or ring
ask the youth board what helps | youth board | What helps
for the yab - which bus | youth board | Which bus
for the yab meeting we need a room | note | for the yab meeting we need a room
escalate to the NSCP: no nurse since May | challenge | No nurse since May
issue for the chairs' meeting - who pays | challenge | Who pays
raise with the partnership: who pays | challenge | Who pays
need to challenge health about it | note | need to challenge health about it |  |  | Was this a challenge?
another action for later | note | another action for later |  |  | Was this an action?
could somebody ring the school | note | could somebody ring the school |  |  | Was this an action?
somebody rang | note | somebody rang
action hannah 2 ring by fri | action | Ring | Hannah Voss | 2027-01-15
action hannah 2 schools rang | action | Hannah 2 schools rang |  |  | no owner; no date
action police rep to ring by fri | action | Ring | Police, east command | 2027-01-15
action somebody from housing to ring by fri | action | Ring | District council, housing | 2027-01-15
action a rep from the early years to ring by fri | action | Ring | Early years | 2027-01-15
action staff to ring by fri | action | Staff to ring |  | 2027-01-15 | no owner
action the team of the team to ring by fri | action | The team of the team to ring |  | 2027-01-15 | no owner
action nobody's team to ring by fri | action | Nobody's team to ring |  | 2027-01-15 | no owner
action claire's team to ring by fri | action | Ring (claire's team) | Claire O'Dowd | 2027-01-15
action DI Akande to ring by fri | action | Ring | Dele Akande | 2027-01-15 | not here: who tells them?
action the headteacher of larkfield to ring by fri | action | Ring | Claire O'Dowd | 2027-01-15
action South and us to run a day by fri | action | Run a day | with South | 2027-01-15
action we and police to run a day by fri | action | Run a day | with Police, east command | 2027-01-15
action can claire please ring the school by fri | action | Ring the school | Claire O'Dowd | 2027-01-15
action please ring the school by fri | action | Please ring the school |  | 2027-01-15 | no owner
action the page about missing children to go on the website, hannah to sort by fri | action | The page about missing children to go on the website, hannah to sort | Hannah Voss | 2027-01-15
action the page to go, hannah to be told by fri | action | The page to go, hannah to be told |  | 2027-01-15 | no owner
action mark to host the may mtg | action | Host the may mtg | Mark Sedgewarden |  | no date
action joe to share b4 half term | action | Share | Joe Blackwood | 2027-02-12
action joe to share w/e 22 jan | action | Share | Joe Blackwood | 2027-01-22
action tomasz, circulate the leaflet by 5 feb | action | Circulate the leaflet | Tomasz Wójcik | 2027-02-05
"""

LINES = tuple(Row(*(cell.strip() for cell in row.split("|"))) for row in _TABLE.strip().splitlines())
