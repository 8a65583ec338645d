/** What rules about power, controls and proofs demand, in English by code; their own messages are Chinese. */
export const POWER_EN: Readonly<Record<string, string>> = {
  'L01-power-item':
    'The profile does not name a power in force with its legal basis and who is responsible. The owner of the catalogue has to complete it.',
  'L02-descriptors':
    'Conditions, posts, procedure or disclosure of the power are not filled in. The owner of the catalogue has to complete them.',
  'L03-path-without-control':
    'There is a way through the process that meets no control, or a governed act that none was passed before. Put a control on it.',
  'L04-complaint-channel': 'No channel for complaints is named. The owner of the catalogue has to name one.',
  'L05-addressee':
    'It is not said, or not said rightly, who does this. Choose a post, a body, the initiator, or a role in a department.',
  'L06-phase':
    'It is not said whether this decides, executes or supervises, or one post does what has to be apart. Choose the phase, or another post.',
  'L07-money-without-two-pens':
    'A payment can be reached without two pens or a meeting before it. Put two pens on every way to it.',
  'L08-pens-and-payer':
    'The two pens are not of two departments, one is held by whoever started the matter, or who approves, pays and books are not kept apart. Choose other posts or add a separation.',
  'L09-major-decision':
    'Something of major importance can be executed before a meeting decided it. Put the meeting before it on every way.',
  'L10-meeting':
    'The meeting does not say its body, quorum, majority, ballot or observer, is not filed two working days before, or may be urgent where the profile knows of no such meeting. Complete it, or take urgentFiling away.',
  'L11-cadre-package': 'A step of an appointment is missing or out of order. Draw it where the profile wants it.',
  'L12-construction-package':
    'A step of a construction payment is missing or out of order. Draw it where the profile wants it.',
  'L13-approval-package':
    'Acceptance, review and approval are not there in order, of three posts kept apart. Draw them so.',
  'L14-publicity':
    'The publicity is too short, an objection reaches whoever published, or the matter can end before it is answered. Lengthen it, and let somebody else answer on every way.',
  'L15-time-limit': 'This work has no time limit and no reason why. Add a time limit.',
  'L16-bypass-by-return':
    'Protected data can be changed after the controls without passing them again, or a return leads over what cannot be undone. Lead the change back through the controls, or take the return away.',
  'L17-time-is-no-answer': 'A time-out leads past a control. Let it remind, or end in an end of its own.',
  'L18-any-one-sign':
    'Here the first answer decides, which is not allowed at checks, two pens and payments. Let all answer.',
  'L19-disclosure':
    'It is not said what is disclosed and when, nor on what ground nothing is. The owner of the catalogue has to say it.',
  'L20-literal-threshold':
    'A condition on an amount has a figure in it. Take the figure from the thresholds of the unit or a decision table.',
  'L21-own-publisher':
    'Who designed a process may not publish it. Another person has to, with the legality check where the profile asks for one.',
  'L22-evidence-and-archive':
    'Evidence is not listed, or a way does not end in the archive. List the evidence, and lead every way through the archive.',
  'L23-lax-default':
    'A gateway on an amount has no default flow, or one that is laxer than the others. Make the strictest flow the default.',
  'L24-source-level':
    'It is not said what this rests on, or the source has not been confirmed. Cite the article with its mark; somebody has to confirm what is marked R.',
  'P01-required-step':
    'A step that the profile demands is missing or out of order. Draw it where the profile wants it.',
  'P02-effect-not-governed':
    'Something is done here that no profile of the process governs. The owner of the catalogue has to bind a profile, or take it away.',
  'P03-incompatible-duties': 'One piece of work has two duties that the profile keeps apart. Split it.',
  'P04-emergency':
    'The emergency order is drawn where the profile knows of none, has no cap, or is not ratified by a meeting. Complete it or take it away.',
  'P05-threshold-unset':
    'A threshold that the process reads has not been set. The owner of the catalogue has to set it.',
  'P06-kept':
    'A control, signature, constraint, record, threshold, duty, paper or tick that the profile keeps for this process is missing or changed, or a step is given to others. Draw it as it was.',
  'P07-signs-the-caller':
    'A control of the called process does not say what it signs, so what is filled in after the call takes its signature away. List what it signs (signs) in the called process.',
  'P08-key-elements':
    'What the act rests on, such as the amount or the payee, is not protected, or who signs before it does not sign it. Declare it as protected data, and have the signatures cover it (signs).',
  'proof-assumes-keys':
    'This waits for messages by their correlation key. That the pools can all end rests on the sender having the same key; see that both take it from the same data.',
  'proof-dead': 'This is never reached. Look at the ways that lead to it, or delete it.',
  'proof-ended-twice': 'The end can be reached twice by one case. Join the branches before the end.',
  'proof-never-ends': 'The case can go round for ever. Draw a way out that leads to an end.',
  'proof-no-way-on':
    'Without a default flow there may be no way on from here. Make one flow the default, or complete the conditions.',
  'proof-nothing-drawn':
    'There is nothing in the process, so there is nothing to prove. Draw a start, activities and an end.',
  'proof-not-governed':
    'A part of the drawing cannot be proved. Draw it differently, as the Chinese text says element by element.',
  'proof-out-of-budget':
    'It could not be proved in the time allowed that cases end properly. Split the process, or give the proof more time.',
  'proof-return-unheard':
    'After a return this waits for a message that came before and does not come again. Limit to which activities work may be returned, or have the other pool answer every time.',
  'proof-return-unknown':
    'It could not be found out whether the pools still get the messages they wait for after a return: the time allowed was over, or part of that cannot be proved, as the Chinese text says. Limit to which activities work may be returned, or give the proof more time.',
  'proof-stuck':
    'The case can be stuck here and never end. See whether all branches that the join waits for are taken, and whether split and join are of one kind.',
  'proof-two-tokens':
    'This can be begun again before it is done. Join the branches by a gateway of the kind that split them.',
  'proof-waits-for-message':
    'The message that this waits for does not come any more, so the pools cannot all end. See that the other pool sends it in every case, and that the two do not wait for each other.',
  'staffing-not-judged':
    'Who does this is named by the data of a matter, or it is voted on by the members of a body. Whether somebody can is not judged here; look at it when the person is named, or before the meeting.',
  'staffing-impossible':
    'The people in office now cannot do this together, or nobody may do it at all. Appoint somebody, give the work to other posts, or have a substitute review approved.',
  'staffing-indispensable':
    'Only one person can do this; without them no case comes to its end. Give the post a deputy, or let them delegate beforehand.',
  'staffing-unknown':
    'It could not be told whether the people in office now can do the process. Check by hand who can do each step.',
  'act-twice': 'Two acts of this control have the same name. Rename one or delete it.',
  'constraint-count': 'A constraint does not say how many. Give a count of at least 1.',
  'constraint-level': 'A constraint has a level that does not exist or fit. Choose person, department or leader.',
  'constraint-meaningless': 'A constraint says what it cannot mean. Correct it.',
  'constraint-reference': 'A constraint speaks of a step or act that is not in the process. Choose one that is.',
  'constraint-too-few': 'A constraint speaks of too few steps. Add another.',
  'control-not-user-task': 'A control is done by people. Make this a user task.',
  'control-twice': 'One step can be one control only. Split it into two steps.',
  'limit-at-end': 'What happens when the time is over is not known. Choose urge or escalate.',
  'protected-twice': 'Protected data are declared twice with different types. Keep one.',
  'record-datum': 'A record is named by data that are not protected. Declare them as protected data.',
  'record-each': 'A record of several in one datum is identified by other data, too. Leave one.',
  'record-kind': 'A record has a name that is not allowed. Choose another, such as contract.',
  'record-twice': 'A record is declared twice. Keep one.',
  'record-unnamed': 'A record does not say which data identify it. Choose them.',
  'threshold-name': 'A threshold has a colon in its name. Say key, jurisdiction and kind of object separately.',
  'write-not-protected': 'This step writes data that are not declared as protected. Declare them, or take them out.',
};
