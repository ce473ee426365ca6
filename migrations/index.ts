import { CreatePeople1795485300000 } from './1795485300000-CreatePeople.ts';
import { CreateRuns1795485310000 } from './1795485310000-CreateRuns.ts';
import { CreateTold1795485320000 } from './1795485320000-CreateTold.ts';
import { CareForTasks1795485330000 } from './1795485330000-CareForTasks.ts';
import { CreateJobs1795485340000 } from './1795485340000-CreateJobs.ts';
import { PickPeople1795485341000 } from './1795485341000-PickPeople.ts';
import { CreateAbsences1795485342000 } from './1795485342000-CreateAbsences.ts';
import { CreateDigests1795485343000 } from './1795485343000-CreateDigests.ts';
import { AddMentions1795485371000 } from './1795485371000-AddMentions.ts';
import { CreateAttachments1795485372000 } from './1795485372000-CreateAttachments.ts';
import { CreateDraftsAndSnoozes1795485373000 } from './1795485373000-CreateDraftsAndSnoozes.ts';
import { PauseSteps1795485381000 } from './1795485381000-PauseSteps.ts';
import { DraftPlaybooks1795485382000 } from './1795485382000-DraftPlaybooks.ts';
import { LayerCalendars1795485390000 } from './1795485390000-LayerCalendars.ts';
import { ExtendIdentity1795485399000 } from './1795485399000-ExtendIdentity.ts';
import { ShareTasks1795485399500 } from './1795485399500-ShareTasks.ts';
import { CreateAudit1795485410000 } from './1795485410000-CreateAudit.ts';
import { CreateSearch1795485420000 } from './1795485420000-CreateSearch.ts';
import { CarrySeverity1795485425000 } from './1795485425000-CarrySeverity.ts';
import { ResendDeliveries1795485450000 } from './1795485450000-ResendDeliveries.ts';
import { KeepInboxFilters1795485470000 } from './1795485470000-KeepInboxFilters.ts';
import { IndexBoards1795485475000 } from './1795485475000-IndexBoards.ts';
import { CreateSchedules1795485490000 } from './1795485490000-CreateSchedules.ts';

/** Every migration in order, one a line. Named one by one, because a glob is read differently from source, from dist and inside jest. */
export const migrations = [
  CreatePeople1795485300000,
  CreateRuns1795485310000,
  CreateTold1795485320000,
  CareForTasks1795485330000,
  CreateJobs1795485340000,
  PickPeople1795485341000,
  CreateAbsences1795485342000,
  CreateDigests1795485343000,
  AddMentions1795485371000,
  CreateAttachments1795485372000,
  CreateDraftsAndSnoozes1795485373000,
  PauseSteps1795485381000,
  DraftPlaybooks1795485382000,
  LayerCalendars1795485390000,
  ExtendIdentity1795485399000,
  ShareTasks1795485399500,
  CreateAudit1795485410000,
  CreateSearch1795485420000,
  CarrySeverity1795485425000,
  ResendDeliveries1795485450000,
  KeepInboxFilters1795485470000,
  IndexBoards1795485475000,
  CreateSchedules1795485490000,
];
