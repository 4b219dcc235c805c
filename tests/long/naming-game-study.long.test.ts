import { describe } from 'vitest';
import { compareNamingStudy } from '../support/compare-naming-study.js';
import { temporaryFolders } from '../support/temporary-folder.js';

describe('the naming-game study against the published one, full repetitions', () =>
  compareNamingStudy(1_000, 400, temporaryFolders()));
