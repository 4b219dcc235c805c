import { describe, expect, it } from 'vitest';
import { scriptedModel } from '../../../src/model/index.js';
import {
  candidatesAt,
  firstForm,
  Form,
  formInWords,
  stagesOf,
  type FormStage,
} from '../../../src/qualification/index.js';
import { perfect, subjectModel } from '../../support/qualification-subjects.js';

const model = subjectModel(perfect);
const best = Form.parse({ form: 'completion', person: 'second' });
const names = (stage: FormStage, from = best, of = model) => candidatesAt(stage, from, of).map(formInWords);

describe('firstForm', () => {
  it('should be the form that the model is asked in by default', () => {
    expect(formInWords(firstForm(model))).toBe('completion, second person');
    expect(formInWords(firstForm({ ...model, description: { kind: 'endpoint' } }))).toBe('chat, second person');
    expect(formInWords(firstForm({ ...model, description: { elicitation: { person: 'first' } } }))).toBe('completion, first person'); // prettier-ignore
  });

  it('should be one that the model takes', () => {
    const chatOnly = { ...model, capabilities: { ...model.capabilities, forms: ['chat'] as const } };

    expect(firstForm(chatOnly).form).toBe('chat');
    expect(names('form', firstForm(chatOnly), chatOnly as typeof model)).toEqual([]);
  });
});

describe('candidatesAt', () => {
  it('should change one setting a stage, of the best so far', () => {
    expect(names('form')).toEqual(['chat, second person']);
    expect(names('person')).toEqual(['completion, first person', 'completion, third person']);
    expect(names('calibration')).toEqual(['completion, second person, calibrated']);
    expect(names('stance', { ...best, form: 'chat', person: 'first', calibration: 'contextual' })).toEqual([
      'chat, first person, calibrated, stance by likelihood',
    ]);
  });

  it('should try neither calibration by samples nor stance without likelihoods', () => {
    const sampled = scriptedModel({ choosing: 'sampled', choose: () => [0.5, 0.5] });

    expect([...names('calibration', best, sampled), ...names('stance', best, sampled)]).toEqual([]);
  });
});

describe('stagesOf', () => {
  it('should be all, and in a quick look the form alone', () => {
    expect(stagesOf()).toEqual(['form', 'person', 'calibration', 'stance']);
    expect(stagesOf({ quick: true })).toEqual(['form']);
  });
});
