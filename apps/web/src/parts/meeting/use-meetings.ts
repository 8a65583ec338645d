import { deskOperations, type ResultOf } from '@quanheng/contracts';
import { useRead } from '../../api/hooks.js';

export type MeetingOf = ResultOf<typeof deskOperations.readMeetings>['items'][number];

export type MinutesOf = ResultOf<typeof deskOperations.readMinutes>['items'][number];

export const useMeetings = (instance: string) => useRead(deskOperations.readMeetings, { params: { instance } });

/** What is on record of meetings that have ended, and what was written of them. */
export const useMinutes = (instance: string, isOn = true) =>
  useRead(deskOperations.readMinutes, { params: { instance } }, { enabled: isOn });
