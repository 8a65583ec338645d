import {
  besideOperations,
  deskOperations,
  instanceOperations,
  itemOperations,
  type ResultOf,
} from '@quanheng/contracts';
import { useCallback } from 'react';
import { useRead } from '../../api/hooks.js';
import { useTold } from '../told/use-told.js';

export type Item = ResultOf<typeof itemOperations.readItem>;
export type Step = ResultOf<typeof deskOperations.readItemStep>;
export type Actions = ResultOf<typeof itemOperations.readItemActions>;
export type ActName = keyof Actions;
export type Sheet = ResultOf<typeof deskOperations.readSheet>;

export const useMatter = (instance: string) => {
  const read = useRead(deskOperations.readMatters, { query: { instances: instance } });
  return { ...read, data: read.data?.items[0] };
};
/** Tells what the process of the matter says in the language of the page. */
export function useTell(instance: string): (text: string) => string {
  const tell = useTold();
  const process = useMatter(instance).data?.process;
  return useCallback((text) => tell(process, text), [tell, process]);
}
export const useItem = (instance: string, item: string | null) =>
  useRead(itemOperations.readItem, { params: { instance, item: item ?? '' } }, { enabled: item !== null });
export const useItems = (instance: string) => useRead(itemOperations.listInstanceItems, { params: { instance } });
export const useStep = (instance: string, item: string | null) =>
  useRead(deskOperations.readItemStep, { params: { instance, item: item ?? '' } }, { enabled: item !== null });
export const useActions = (instance: string, item: string | null) =>
  useRead(itemOperations.readItemActions, { params: { instance, item: item ?? '' } }, { enabled: item !== null });
export const useItemForm = (instance: string, item: string | null) =>
  useRead(itemOperations.readItemForm, { params: { instance, item: item ?? '' } }, { enabled: item !== null });
export const useSheet = (instance: string) => useRead(deskOperations.readSheet, { params: { instance } });
export const useTrail = (instance: string) => useRead(instanceOperations.readTrail, { params: { instance } });
export const useWritten = (instance: string) => useRead(deskOperations.listWritten, { params: { instance } });
export const useComments = (instance: string) => useRead(besideOperations.listComments, { params: { instance } });
