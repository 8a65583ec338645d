import type { BlockText } from './block-text.js';

/** Limits and windows, and the records that they count over: codes of ours. */
export const LIMIT_TEXTS = {
  LIMIT_OVER: {
    zh: '“{name}”：本次连同已计入的共{sum}元，上限{limit}元，超出{x}元。请调整金额，或先按程序调整上限。',
    en: '“{name}” comes to {sum} yuan, {limit} yuan is the most: {x} yuan too much. Change the amount, or have the limit changed first.',
  },
  LIMIT_NO_AMOUNT: {
    zh: '“{field}”未填写，或不是不小于零的数，无法核对。请在填写环节填写或更正。',
    en: '“{field}” is not filled in, or is no number of zero or more, so it cannot be checked. Fill it in or correct it.',
  },
  DEMAND_NOT_MET: {
    zh: '未满足“{name}”的要求。请核对所填内容后再办理。',
    en: '“{name}” is not met. Check what was filled in.',
  },
  PAPERS_SAME: {
    zh: '未满足“{name}”的要求：有两份材料是同一个文件。请分别上传各自的文件。',
    en: '“{name}” is not met: two of the papers are one and the same file. Upload a file of its own for each.',
  },
  WINDOW_EARLY: {
    zh: '“{b}”最早可于{date}办理(“{a}”之后满{span})。请届时再办。',
    en: '“{b}” can be done from {date} on, {span} after “{a}”. Do it then.',
  },
  WINDOW_LATE: {
    zh: '“{a}”的有效期({span})已于{date}届满，不能再据以办理“{b}”。请退回“{a}”重新办理。',
    en: '“{a}” counted for {span}, until {date}, so “{b}” can no longer rest on it. Return to “{a}” and do it again.',
  },
  THRESHOLD_FIXED: {
    zh: '“{field}”由限额目录给出，本件按发起时的限额办理，不能填写。限额有误的，请职权目录管理岗位更正限额目录。',
    en: '“{field}” comes from the catalogue of thresholds, as it was when this matter began, and is not filled in. If it is wrong, the owner of the catalogue of powers corrects it.',
  },
  RECORD_UNKNOWN: {
    zh: '“{field}”尚未填写，无法核对同一项下已办理的事项。请先填写。',
    en: '“{field}” is not filled in, so what was done under the same one cannot be checked. Fill it in first.',
  },
  RECORD_FIXED: {
    zh: '“{field}”决定本件与哪些事项一并核对，只能由填写环节的人员直接填写。请退回填写环节修改。',
    en: '“{field}” says with which other matters this one is checked, so it is filled in by people only. Return to the step that fills it in.',
  },
} as const satisfies Record<string, BlockText>;
