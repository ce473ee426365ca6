/** How a run stands with time, worst first. */
export const HEALTH_NAMES = ['late', 'at-risk', 'on-track'] as const;
export type Health = (typeof HEALTH_NAMES)[number];

/** What a sentence of a run's story is about: who did what; what was decided; what was said or sent; what the run or the clock did. */
export const STORY_KINDS = ['people', 'decisions', 'messages', 'system'] as const;
export type StoryKind = (typeof STORY_KINDS)[number];
