/** 转办: to somebody of the same department to whom it is offered as well. */
export interface TransferWork {
  readonly kind: 'transferWork';
  readonly instance: string;
  readonly item: string;
  /** The person who is to do it. */
  readonly to: string;
  readonly reason: string;
}

/** 申请回避: the person has an interest, and does that activity of the instance never more. */
export interface RecuseWork {
  readonly kind: 'recuseWork';
  readonly instance: string;
  readonly item: string;
  readonly reason: string;
}

/** 重新分派: an operator has an item offered anew to whom the drawing says, because it is offered to nobody. */
export interface ReofferWork {
  readonly kind: 'reofferWork';
  readonly instance: string;
  readonly item: string;
}

export type SignMode = 'before' | 'parallel' | 'after';
/** 加签: another person's opinion on an item in hand: before it is done, beside it, or after it was answered and before that is carried out. */
export interface AddSigner {
  readonly kind: 'addSigner';
  readonly instance: string;
  readonly item: string;
  readonly person: string;
  readonly mode: SignMode;
  readonly reason: string;
}

/** 减签: an opinion that was asked for and not given is asked for no more. */
export interface RemoveSigner {
  readonly kind: 'removeSigner';
  readonly instance: string;
  /** The added item. */
  readonly item: string;
}

/** 取回: the last step is taken back by whoever did it, as long as nobody has begun what came of it. */
export interface RetrieveWork {
  readonly kind: 'retrieveWork';
  readonly instance: string;
  /** Key of the activity that was done. */
  readonly activity: string;
  readonly reason: string;
}

export type HandingCommand = TransferWork | RecuseWork | ReofferWork | AddSigner | RemoveSigner | RetrieveWork;

/** What an added item is an opinion on. */
export interface Addition {
  /** The item it was added to. */
  readonly to: string;
  readonly mode: SignMode;
  /** Who asked. */
  readonly by: string;
  readonly onBehalfOf?: string;
  readonly reason: string;
  /** The act of a control that the item is. */
  readonly act?: string;
}
