import { deskOperations, type ResultOf } from '@quanheng/contracts';
import { useRead } from '../../api/hooks.js';

export type MeetingOf = ResultOf<typeof deskOperations.readMeetings>['items'][number];

export const useMeetings = (instance: string) => useRead(deskOperations.readMeetings, { params: { instance } });
