import { describe, expect, it } from 'vitest';
import { createDrafts } from '../../runtime/generate/drafts.ts';

describe('a guess of what follows', () => {
  it('is what followed the last time, the more of the last tokens agree the better', () => {
    const tokens = [1, 2, 3, 4, 50, 9, 3, 4, 60, 1, 2, 3, 4];
    expect(createDrafts().next(tokens, 3)).toEqual([50, 9, 3]);
    expect(createDrafts().next([7, 8, 1, 7, 8, 2, 7, 8], 8)).toEqual([2, 7, 8]);
  });

  it('is none where one token alone was seen before, and none beyond the room there is', () => {
    expect(createDrafts().next([5, 6, 7, 5], 8)).toEqual([]);
    expect(createDrafts().next([5, 6, 7, 5, 6], 1)).toEqual([7]);
    expect(createDrafts().next([5, 6, 7, 5, 6], 0)).toEqual([]);
  });

  it('rests on more after a wrong one, until one comes true again', () => {
    const drafts = createDrafts();
    const [two, three, four] = [
      [1, 2, 9, 1, 2],
      [1, 2, 3, 9, 1, 2, 3],
      [1, 2, 3, 4, 9, 1, 2, 3, 4],
    ];
    drafts.judge(3, 0);
    expect([two, three].map((tokens) => drafts.next(tokens, 1))).toEqual([[], [9]]);
    drafts.judge(3, 0);
    drafts.judge(3, 0);
    expect([two, three, four].map((tokens) => drafts.next(tokens, 1))).toEqual([[], [], [9]]);
    drafts.judge(3, 2);
    expect(drafts.next(two, 1)).toEqual([9]);
  });
});
