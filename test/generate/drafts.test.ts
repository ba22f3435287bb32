import { describe, expect, it } from 'vitest';
import { createDrafts } from '../../runtime/generate/drafts.ts';

describe('a guess of what follows', () => {
  it('is what followed the last time, the more of the last tokens agree the better', () => {
    const tokens = [1, 2, 3, 4, 50, 9, 3, 4, 60, 1, 2, 3, 4];
    expect(createDrafts().next(tokens, 8)).toEqual([50, 9, 3]);
    expect(createDrafts().next([7, 8, 1, 7, 8, 2, 7, 8], 8)).toEqual([2, 7, 8]);
  });

  it('is none where one token alone was seen before, and none beyond the room there is', () => {
    expect(createDrafts().next([5, 6, 7, 5], 8)).toEqual([]);
    expect(createDrafts().next([5, 6, 7, 5, 6], 1)).toEqual([7]);
    expect(createDrafts().next([5, 6, 7, 5, 6], 0)).toEqual([]);
  });

  it('goes further where guesses come true, and less far where they do not', () => {
    const drafts = createDrafts();
    const looped = Array.from({ length: 60 }, (_, i) => i % 20);
    const lengthNow = () => drafts.next(looped, 100).length;
    expect(lengthNow()).toBe(3);
    drafts.judge(3, 3);
    expect(lengthNow()).toBe(6);
    drafts.judge(6, 6);
    expect(lengthNow()).toBe(8);
    drafts.judge(8, 0);
    expect(lengthNow()).toBe(1);
  });
});
