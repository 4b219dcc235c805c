import { Option, type Command } from 'commander';

/** What a command on personas says of who answers and how that is asked, as commander collects it. */
export interface AskingOptions {
  readonly answerer?: string;
  /** Default `single`. */
  readonly modes?: string;
  readonly elicitation?: string;
}

/** Adds who answers items and how it is asked. */
export function addAskingOptions(command: Command): Command {
  return command
    .option('--answerer <who>', 'who answers the items: model, or psychometric[:slope=.3,noise=.5,…] (default: model)')
    .option(
      '--modes <modes>',
      'single, appropriateness, likelihood, with commas between: the first that chooses measures, the others are compared (default: single)',
    )
    .option('--elicitation <settings>', 'how the model is asked in detail, for example form=chat,person=third');
}

/** What a command on personas says of who writes. */
export interface WriterOption {
  /** `none` composes texts, whoever answers. */
  readonly writer?: 'model' | 'none';
}

/** Adds who writes. */
export function addWriterOption(command: Command): Command {
  return command.addOption(
    new Option('--writer <who>', 'who writes: model, or none to compose texts (default: the model)').choices([
      'model',
      'none',
    ]),
  );
}
