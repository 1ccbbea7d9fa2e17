"""Lines in the shorthand of a hurried hand, typed in the meeting of ``capture_room``: names, dates and kinds as
people shorten, bracket and misspell them. The columns are those of ``capture_lines``.
"""

from tests.rules.capture_lines import Row

_TABLE = """
action joe to ring nxt fri | action | Ring | Joe Blackwood | 2027-01-22
action joe to ring next wk | action | Ring | Joe Blackwood | 2027-01-22
action joe to ring by nxt mtg | action | Ring | Joe Blackwood | 2027-03-11
action joe to ring by tommorow | action | Ring | Joe Blackwood | 2027-01-15
action joe to ring tmw | action | Ring | Joe Blackwood | 2027-01-15
action joe to ring by wendesday | action | Ring | Joe Blackwood | 2027-01-20
action joe to ring by wensday | action | Ring | Joe Blackwood | 2027-01-20
action joe to ring by 5 febuary | action | Ring | Joe Blackwood | 2027-02-05
action joe to ring befor fri 22 jan | action | Ring | Joe Blackwood | 2027-01-22
action joe to ring about sundry fridays | action | Ring about sundry fridays | Joe Blackwood |  | no date
action joe to ring round on Mondays | action | Ring round on Mondays | Joe Blackwood |  | no date
action joe to ring them, 2 weeks | action | Ring them | Joe Blackwood | 2027-01-28
action joe to ring them - a fortnight | action | Ring them | Joe Blackwood | 2027-01-28
action joe to ring about waits, 14 weeks | action | Ring about waits, 14 weeks | Joe Blackwood |  | no date
action joe to book training - 3 hours | action | Book training - 3 hours | Joe Blackwood |  | no date
action joe's to be told by fri | action | Joe's to be told |  | 2027-01-15 | no owner
action ring Dr. Sale by fri | action | Ring Dr. Sale |  | 2027-01-15 | no owner
talk about the bus station. Joe | note | talk about the bus station. Joe
action joe to ring them for 2 weeks | action | Ring them for 2 weeks | Joe Blackwood |  | no date
action joe to ring within 48 hrs | action | Ring | Joe Blackwood | 2027-01-16
action joe to ring within 36 hours | action | Ring | Joe Blackwood | 2027-01-16
action joe to ring by beginning of feb | action | Ring | Joe Blackwood | 2027-02-01
action joe to ring by w/e 29 jan | action | Ring | Joe Blackwood | 2027-01-29
action joe to ring on or before 22 jan | action | Ring | Joe Blackwood | 2027-01-22
action joe to ring w/b 25 jan | action | Ring | Joe Blackwood | 2027-01-25
action joe to ring week beg 25 jan | action | Ring | Joe Blackwood | 2027-01-25
action joe to wait til 22 jan | action | Wait til 22 jan | Joe Blackwood |  | no date
action joe to ring - by 22 jan - and report | action | Ring - and report | Joe Blackwood | 2027-01-22
action joe to bring copies, for 22 jan | action | Bring copies | Joe Blackwood | 2027-01-22
action joe to bring copies for 22 jan | action | Bring copies for 22 jan | Joe Blackwood |  | no date
action joe to bring copies ready for 22 jan | action | Bring copies | Joe Blackwood | 2027-01-22
action joe to bring copies in time for 11 feb mtg | action | Bring copies | Joe Blackwood | 2027-02-11
action joe to bring copies to the 11 feb mtg | action | Bring copies to the 11 feb mtg | Joe Blackwood | 2027-02-11
action joe to send the minutes of the 11 feb mtg | action | Send the minutes of the 11 feb mtg | Joe Blackwood |  | no date
action joe to ring them 22 jan pls | action | Ring them pls | Joe Blackwood | 2027-01-22
action joe to ring them, 22 jan at latest | action | Ring them | Joe Blackwood | 2027-01-22
action joe to visit 22 jan at 3pm | action | Visit at 3pm | Joe Blackwood | 2027-01-22
action joe to visit, thurs 21 jan 10.30 | action | Visit, 10.30 | Joe Blackwood | 2027-01-21
action joe to visit 22 jan 1530hrs | action | Visit 1530hrs | Joe Blackwood | 2027-01-22
action joe to walk the town on Fri 22 Jan with police | action | Walk the town on Fri 22 Jan with police | Joe Blackwood | 2027-01-22
action joe to send notes of Fri 22 Jan to all | action | Send notes of Fri 22 Jan to all | Joe Blackwood |  | no date
action joe to move it from Thu 21 Jan to Fri 22 Jan for now | action | Move it from Thu 21 Jan to Fri 22 Jan for now | Joe Blackwood |  | no date
action joe to attend next youth board re lockers | action | Attend next youth board re lockers | Joe Blackwood | 2027-02-03
action joe to attend next yab | action | Attend next yab | Joe Blackwood | 2027-02-03
action joe & priya sort the rota by fri | action | Sort the rota (with Priya Nair) | Joe Blackwood | 2027-01-15
action joe, priya & marcus ring the school by fri | action | Ring the school (with Priya Nair and Marcus Reeve) | Joe Blackwood | 2027-01-15
action joe with priya sort who rings by fri | action | Sort who rings (with Priya Nair) | Joe Blackwood | 2027-01-15
action blackwood/nair joint visit to the school by fri | action | Joint visit to the school (with Priya Nair) | Joe Blackwood | 2027-01-15
action joe b / priya n write to the school by fri | action | Write to the school (with Priya Nair) | Joe Blackwood | 2027-01-15
action joe b (Fenmere Hospital) chase it by fri | action | Chase it | Joe Blackwood | 2027-01-15
action joe (ward help) ring by fri | action | Joe (ward help) ring |  | 2027-01-15 | no owner
action Fenmere (joe) safe visits to the ward by fri | action | Safe visits to the ward | Joe Blackwood | 2027-01-15
action Joe Blackwood three visits by fri | action | Three visits | Joe Blackwood | 2027-01-15
action Joe Blackwood's three visits by fri | action | Joe Blackwood's three visits |  | 2027-01-15 | no owner
action joe dig out the list by fri | action | Dig out the list | Joe Blackwood | 2027-01-15
action joe b alarms for the ward by fri | action | Alarms for the ward | Joe Blackwood | 2027-01-15
action joe a report on the ward by fri | action | Report on the ward | Joe Blackwood | 2027-01-15
action Joe Blackwood a room by fri | action | A room | Joe Blackwood | 2027-01-15
action health visitors to ring by fri | action | Health visitors to ring |  | 2027-01-15 | no owner
action school nurses to ring by fri | action | Ring | School nursing | 2027-01-15
action DSLs to ring by fri | action | DSLs to ring |  | 2027-01-15 | no owner
action heads to ring by fri | action | Heads to ring |  | 2027-01-15 | no owner
action joe to ring by the weekend | action | Ring | Joe Blackwood | 2027-01-15
action joe to ring before next weekend | action | Ring | Joe Blackwood | 2027-01-22
action kit bag for the walk by fri | action | Kit bag for the walk |  | 2027-01-15 | no owner
action kit bag the lot by fri | action | Bag the lot | Kit Mwangi | 2027-01-15
action Fenmere - joe to ring by fri | action | Ring | Joe Blackwood | 2027-01-15
action fenmere/joe to ring by fri | action | Ring | Joe Blackwood | 2027-01-15
action joe - fenmere to ring by fri | action | Fenmere to ring | Joe Blackwood | 2027-01-15
action ring the school. joe | action | Ring the school. | Joe Blackwood |  | no date
action ring the school by fri, joe to do | action | Ring the school joe to do | Joe Blackwood | 2027-01-15
action joe'll ring by fri | action | Ring | Joe Blackwood | 2027-01-15
action joe's to ring by fri | action | Ring | Joe Blackwood | 2027-01-15
action joe going to ring by fri | action | Ring | Joe Blackwood | 2027-01-15
action joe happy to ring by fri | action | Ring | Joe Blackwood | 2027-01-15
action joe has volunteered to ring by fri | action | Ring | Joe Blackwood | 2027-01-15
action joe said she will ring by fri | action | Ring | Joe Blackwood | 2027-01-15
action police ring the school by fri | action | Ring the school | Police, east command | 2027-01-15
action school nursing review by fri | action | School nursing review |  | 2027-01-15 | no owner
action health send the form by fri | action | Send the form | ? Fenmere Hospital or Community health or School nursing | 2027-01-15 | which health?
action co-chairs write to the town by fri | action | Write to the town | Co-chairs | 2027-01-15
action J Blackwood to ring by fri | action | Ring | Joe Blackwood | 2027-01-15
action J. Blackwood to ring by fri | action | Ring | Joe Blackwood | 2027-01-15
action di to ring by fri | action | Di to ring |  | 2027-01-15 | no owner
action DC to ring by fri | action | Ring | District council, housing | 2027-01-15
action YJ to ring by fri | action | Ring | Youth justice | 2027-01-15
action FRS to ring by fri | action | FRS to ring |  | 2027-01-15 | no owner
action Zoryana to ring by fri | action | Ring | Зоряна Луговафен | 2027-01-15
action zoriana luhovafen to ring by fri | action | Ring | Зоряна Луговафен | 2027-01-15
action ZL to ring by fri | action | Ring | Зоряна Луговафен | 2027-01-15
AP joe to ring by fri | action | Ring | Joe Blackwood | 2027-01-15
AP to ring joe by fri | note | AP to ring joe by fri
AP is off sick | note | AP is off sick
AP1: joe to ring by fri | action | Ring | Joe Blackwood | 2027-01-15
Action 3 - joe to ring by fri | action | Ring | Joe Blackwood | 2027-01-15
Action 2. joe to ring by fri | action | Ring | Joe Blackwood | 2027-01-15
action 3 schools to ring by fri | action | 3 schools to ring |  | 2027-01-15 | no owner
outcomes: two schools ring | outcome | Two schools ring
outcomes were mixed | note | outcomes were mixed
decisions - meet in May | decision | Meet in May
resolved: meet in May | decision | Meet in May
yb: what helps | youth board | What helps
yb ask what helps | note | yb ask what helps |  |  | Was this a line to the youth board?
decision meet in May bc it is quiet | decision | Meet in May |  |  |  |  | it is quiet
decision meet in May b/c it is quiet | decision | Meet in May |  |  |  |  | it is quiet
decision meet in May cos it is quiet | decision | Meet in May |  |  |  |  | it is quiet
decision meet in May beacuse it is quiet | decision | Meet in May |  |  |  |  | it is quiet
decision meet in May (because it is quiet) | decision | Meet in May |  |  |  |  | it is quiet
decision meet in May. reason: it is quiet | decision | Meet in May. |  |  |  |  | it is quiet
decision meet in May, reason being it is quiet | decision | Meet in May |  |  |  |  | it is quiet
decision give no reason | decision | Give no reason
"""

LINES = tuple(Row(*(cell.strip() for cell in row.split("|"))) for row in _TABLE.strip().splitlines())
