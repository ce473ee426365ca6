export { foldMeeting } from './fold-meeting.ts';
export { foldPiece } from './fold-piece.ts';
export { foldRun } from './fold-run.ts';
export { foldTask } from './fold-task.ts';
export { touches, type Touched } from './touches.ts';
