import { describe } from 'vitest';
import { compareNamingStudy } from '../support/compare-naming-study.js';
import { temporaryFolders } from '../support/temporary-folder.js';

describe('the naming-game study against the published one, reduced repetitions', () =>
  compareNamingStudy(60, 30, temporaryFolders()));
