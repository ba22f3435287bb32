/** What `--help` says. */
const overview = `Fine-tunes a language model on clinical notes, on this machine alone.

Usage: asclepius <command> [options]

  finetune [CONFIG | --embedded]   fine-tune as a config file says, or the embedded example
  ask NOTE QUESTION                ask a model about a note in a file
  resume RUN                       go on with a run from its last checkpoint, or watch one under way
  evaluate RUN                     measure a run's result on rows that it did not learn from
  runs                             list the runs
  forget RUN | DATA | MODEL | cache
                                   delete a run, every run that learned from a data file, a model, or converted weights
  devices                          list the processor and the graphics adapters
  get OWNER/NAME                   fetch a model from the Hugging Face Hub, or from a mirror
  data summary FILE                count what a table of notes holds

"asclepius <command> --help" says more. Not a medical device.`;

const pages: Readonly<Record<string, string>> = {
  finetune: `Usage: asclepius finetune [CONFIG | --embedded] [options]

CONFIG is a *.finetune.json file; paths in it count from its folder. Without one, the embedded example runs.

  --embedded        the small model and the synthetic notes that come along
  --device D        auto, cpu or webgpu
  --max-steps N     stop after N optimizer steps
  --no-evaluate     answer no held-out questions
  --seed N          seed of initialisation, order, split and dropout
  --threads N       CPU threads; 0: one per core
  --run DIR         keep the run in this folder, new or empty
  --port N          port of the run process on 127.0.0.1; 0: any free one
  --json            one event per line on standard output, nothing else

Ctrl-C stops the run after the step under way, with a checkpoint; a second Ctrl-C leaves it to end by itself.
Exit code: 0 done, 2 something to mend, 130 interrupted, 1 anything else.`,
  ask: `Usage: asclepius ask NOTE_FILE [QUESTION] [--task T] [options]

Answers a question about a note, as it is written. NOTE_FILE is a text file, or "-" for standard input. Without a question
the task asks its own.

  --task T          one of the eight tasks: "Summarization", "Question Answering", …
  --earlier-question Q --earlier-answer A
                    what the same model was asked before about this note, and answered; may be given several times
  --run RUN         what a run has learned: its model, adapter and prompt
  --model M         model folder, GGUF file, or "embedded" (the default)
  --adapter DIR     an adapter that was trained on the model
  --prompt P        prompt template: asclepius or kosaim
  --max-new-tokens N, --temperature X, --top-k N, --top-p X, --min-p X, --repetition-penalty X, --seed N
                    longest answer, and how the next token is drawn; temperature 0 (the default) draws none
  --beams N, --length-penalty X
                    beam search
  --stop TEXT       the answer ends before this text; may be given several times
  --context N       tokens of prompt and answer together; 0: as many as the model has positions for
  --max-parts N     a note that does not fit is read in parts, at most so many
  --device D, --threads N
                    as for finetune
  --json            one message a line: progress, tokens, and last the answer with what produced it

Ctrl-C ends the answer after the token under way. The answer goes to standard output, what produced it to standard error.`,
  resume: `Usage: asclepius resume RUN [--json] [--port N]

RUN is an id from "asclepius runs" or the path of a run folder. A run under way is watched from its beginning,
and goes on where it rested; one that has
ended early goes on from its last checkpoint; one that is done shows its figures.`,
  evaluate: `Usage: asclepius evaluate RUN [--against base|RUN|ADAPTER]… [--rows N] [--json]

Measures the run's result on its held-out rows, per task: loss and perplexity, exact match, token F1, ROUGE-L, the share
of claims that the note does not support, and the length of the answers.

  --against X   compare with the base model, another run, or the folder of an adapter; may be given more than once.
                Without it: the base model
  --rows N      so many held-out rows, in turn from each task; without it as many as the run's config says
  --json        the report on standard output, nothing else
  --attached    for the extension: a message a line, and the end as soon as standard input ends

Writes report.md and report.json (figures and row ids) and report-answers.json (the answers to read: text of notes) into
the run's folder.`,
  runs: `Usage: asclepius runs [--json]

Lists the runs, oldest first: id, status, step, last loss. With --json one run a line, with its folder.`,
  forget: `Usage: asclepius forget RUN | DATA | OWNER/NAME[:FILE.gguf] | cache

Deletes a run with its journal, checkpoints, samples and adapter; or, given the path of a data file (or "embedded"), every
run that learned from it and every index made of it. The data file itself stays. A model that "get" fetched is deleted by its
name. "cache" stands for the weights that were converted for use; they are made anew when they are needed.`,
  devices: `Usage: asclepius devices [--json]

Lists the processor and the graphics adapters that WebGPU finds, asked in a process of its own, and which of them
"auto" may take.`,
  get: `Usage: asclepius get OWNER/NAME[:FILE.gguf] [options]

Fetches a model, a folder of safetensors or one GGUF file, into the storage folder's models/. This is the only command that
goes to the network, and nothing goes out but the requests for the files. It says first how much is fetched and under which
licence. A model that could not be loaded is refused before its weights are fetched; every file is held against its checksum.

  --revision R      branch, tag or commit; without it the main branch. What is fetched is of one commit
  --endpoint URL    of a mirror of the hub; also HF_ENDPOINT
  --json            one message a line: the model, progress, and last its path

An access token, which some models want, is taken from HF_TOKEN; a proxy from HTTPS_PROXY, with NODE_USE_ENV_PROXY=1 and
Node 24 or newer. Ctrl-C ends it; the same command goes on from there.`,
  data: `Usage: asclepius data summary FILE [--json]

Counts rows, patients, tasks and lengths of a CSV, Parquet or JSONL file with the Asclepius columns. Shows no text of it.`,
  serve: `Usage: asclepius serve RUN [--port N]

The process of a run, started by "finetune" and "resume".`,
  service: `Usage: asclepius service --folder DIR

The process that serves tables of notes and plans of runs to the extension, started by it: DIR, a private folder, gets
endpoint.json with the port and the token. It ends when its standard input ends.`,
};

/** The page of one command, or the overview. */
export const help = (command = ''): string => (Object.hasOwn(pages, command) && pages[command]) || overview;
