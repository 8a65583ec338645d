import type { Resource } from '@quanheng/runtime/ports';

const HEAD = `<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:qh="urn:quanheng:bpmn:1" id="D" targetNamespace="urn:quanheng:simulation">`;

function document(body: string): string {
  return `${HEAD}${body}</definitions>`;
}

/** Sequence flows `a>b`, one a word. */
function flows(text: string): string {
  return text
    .split(/\s+/)
    .map((flow) => {
      const [source = '', target = ''] = flow.split('>');
      return `<sequenceFlow id="${source}_${target}" sourceRef="${source}" targetRef="${target}"/>`;
    })
    .join('');
}

const APPROVAL = document(`
  <error id="Refused" name="Refused" errorCode="REFUSED"/>
  <process id="Approval" isExecutable="true" qh:returns="all">
    <startEvent id="Start"/>
    <userTask id="Draft"/>
    <userTask id="Check"/>
    <serviceTask id="Pay" qh:handler="pay" qh:retries="2"/>
    <boundaryEvent id="Bounced" attachedToRef="Pay"><errorEventDefinition errorRef="Refused"/></boundaryEvent>
    <userTask id="Repair"/>
    <endEvent id="End"/>
    ${flows('Start>Draft Draft>Check Check>Pay Pay>End Bounced>Repair Repair>Draft')}
  </process>`);

const FORK = document(`
  <process id="Fork" isExecutable="true">
    <startEvent id="Start"/>
    <parallelGateway id="Split"/>
    <userTask id="Person"/>
    <intermediateCatchEvent id="Pause"><timerEventDefinition><timeDuration>PT10M</timeDuration></timerEventDefinition></intermediateCatchEvent>
    <serviceTask id="Machine" qh:handler="work" qh:retries="1"/>
    <parallelGateway id="Join"/>
    <endEvent id="End"/>
    ${flows('Start>Split Split>Person Split>Pause Split>Machine Person>Join Pause>Join Machine>Join Join>End')}
  </process>`);

const COURT = document(`
  <message id="Summons" name="Summons"/>
  <message id="Reply" name="Reply" qh:correlation="case"/>
  <process id="Court" isExecutable="true">
    <startEvent id="Start"/>
    <intermediateThrowEvent id="Summon">
      <extensionElements><qh:input target="case" source="case"/></extensionElements>
      <messageEventDefinition messageRef="Summons"/>
    </intermediateThrowEvent>
    <eventBasedGateway id="Wait"/>
    <intermediateCatchEvent id="Heard"><messageEventDefinition messageRef="Reply"/></intermediateCatchEvent>
    <intermediateCatchEvent id="Late"><timerEventDefinition><timeDuration>PT6H</timeDuration></timerEventDefinition></intermediateCatchEvent>
    <userTask id="Judge"/>
    <endEvent id="End"/>
    <endEvent id="Dropped"/>
    ${flows('Start>Summon Summon>Wait Wait>Heard Wait>Late Heard>Judge Judge>End Late>Dropped')}
  </process>`);

const WITNESS = document(`
  <message id="Summons" name="Summons"/>
  <message id="Reply" name="Reply" qh:correlation="case"/>
  <process id="Witness" isExecutable="true">
    <startEvent id="Called"><messageEventDefinition messageRef="Summons"/></startEvent>
    <userTask id="Testify"/>
    <endEvent id="Told">
      <extensionElements><qh:input target="case" source="case"/></extensionElements>
      <messageEventDefinition messageRef="Reply"/>
    </endEvent>
    ${flows('Called>Testify Testify>Told')}
  </process>`);

const ALARM = document(`
  <signal id="Fire" name="Fire"/>
  <process id="Alarm" isExecutable="true">
    <startEvent id="Start"/>
    <userTask id="Guard"/>
    <boundaryEvent id="Heard" attachedToRef="Guard"><signalEventDefinition signalRef="Fire"/></boundaryEvent>
    <exclusiveGateway id="Smoke" default="Smoke_Quiet"/>
    <endEvent id="Quiet"/>
    <endEvent id="Cry"><signalEventDefinition signalRef="Fire"/></endEvent>
    <userTask id="Leave"/>
    <endEvent id="Outside"/>
    <sequenceFlow id="Smoke_Cry" sourceRef="Smoke" targetRef="Cry"><conditionExpression>smoke = true</conditionExpression></sequenceFlow>
    ${flows('Start>Guard Guard>Smoke Smoke>Quiet Heard>Leave Leave>Outside')}
  </process>`);

const COUNCIL = document(`
  <process id="Council" isExecutable="true" qh:returns="all">
    <startEvent id="Start"/>
    <userTask id="Prepare"/>
    <userTask id="Vote">
      <multiInstanceLoopCharacteristics qh:outputCollection="votes" qh:outputElement="vote">
        <loopCardinality>3</loopCardinality>
        <completionCondition>numberOfCompletedInstances >= 2</completionCondition>
      </multiInstanceLoopCharacteristics>
    </userTask>
    <serviceTask id="Notify" qh:handler="notify" qh:retries="1">
      <multiInstanceLoopCharacteristics isSequential="true"><loopCardinality>2</loopCardinality></multiInstanceLoopCharacteristics>
    </serviceTask>
    <endEvent id="End"/>
    ${flows('Start>Prepare Prepare>Vote Vote>Notify Notify>End')}
  </process>`);

const STAGE = document(`
  <process id="Stage" isExecutable="true">
    <startEvent id="Start"/>
    <subProcess id="Phase">
      <startEvent id="In"/>
      <userTask id="Work"/>
      <userTask id="More"/>
      <endEvent id="Out"/>
      ${flows('In>Work Work>More More>Out')}
      <subProcess id="Reminding" triggeredByEvent="true">
        <startEvent id="Due" isInterrupting="false"><timerEventDefinition><timeCycle>R2/PT30M</timeCycle></timerEventDefinition></startEvent>
        <serviceTask id="Remind" qh:handler="work" qh:retries="1"/>
        <endEvent id="Reminded"/>
        ${flows('Due>Remind Remind>Reminded')}
      </subProcess>
    </subProcess>
    <boundaryEvent id="Overdue" attachedToRef="Phase"><timerEventDefinition><timeDuration>PT5H</timeDuration></timerEventDefinition></boundaryEvent>
    <userTask id="Escalate"/>
    <endEvent id="End"/>
    <endEvent id="Settled"/>
    ${flows('Start>Phase Phase>End Overdue>Escalate Escalate>Settled')}
  </process>`);

/** A small set of drawings in which everything that has rows of its own occurs: work, timers, messages, signals, jobs, incidents. */
export const RESOURCES: readonly Resource[] = [
  { name: 'approval.bpmn', text: APPROVAL },
  { name: 'fork.bpmn', text: FORK },
  { name: 'court.bpmn', text: COURT },
  { name: 'witness.bpmn', text: WITNESS },
  { name: 'alarm.bpmn', text: ALARM },
  { name: 'council.bpmn', text: COUNCIL },
  { name: 'stage.bpmn', text: STAGE },
];

/** The same, in a hurry: for a world whose clock is the real one. */
export const HASTY_RESOURCES: readonly Resource[] = RESOURCES.map(({ name, text }) => ({
  name,
  text: text.replace('PT10M', 'PT2S').replace('PT6H', 'PT20S').replace('R2/PT30M', 'R2/PT4S').replace('PT5H', 'PT30S'),
}));

/** What clients start. `Witness` is only ever started by a message. */
export const STARTABLE = ['Approval', 'Fork', 'Court', 'Alarm', 'Council', 'Stage'] as const;

/** Activities that work may be returned to. */
export const RETURN_TARGETS = ['Draft', 'Check', 'Prepare'] as const;
