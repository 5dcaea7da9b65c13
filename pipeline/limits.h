/* limits: the limits of the command line and the night run that no flag changes; those that a flag
 * changes are in core/limits.def.
 *
 * Units are in the names: bytes, milliseconds; a number without one is a count. A text that would
 * grow over its limit makes its buffer fail, which ends the command with an error and never with
 * half an answer; where something is cut or only counted instead, the comment says so.
 */
#ifndef CHITIEU_PIPELINE_LIMITS_H
#define CHITIEU_PIPELINE_LIMITS_H

#include <limits.h>
#include <stddef.h>

/* ---- deadlines and pauses ---- */

/* How often the progress line is drawn. */
enum { PROGRESS_EVERY_MS = 100 };

/* How long a worker that closed its socket may take to end by itself, so that its status shows how
 * it ended, and how often that is checked; then it is killed. */
enum { WORKER_END_MS = 1000, WORKER_END_STEP_MS = 2 };

/* ---- counts ---- */

/* A larger number of workers is taken for a typing error. */
enum { JOBS_MAX = 256 };

/* Files that are started and not recorded yet, for each worker: enough to keep the others busy
 * while one reads a slow file. */
enum { WINDOW_PER_WORKER = 8 };

/* Folders in folders. Links to folders are not followed, so only a tree made to do harm is deeper.
 */
enum { INBOX_DEPTH_MAX = 64 };

/* A mail lists so many names and counts the others: nobody reads more. */
enum { MAIL_DIGEST_NAMED_MAX = 50 };

/* So many faults of a rule set are shown and the others counted: nobody reads more at once. */
enum { FAULTS_SHOWN_MAX = 200 };

/* Shapes of sentences that are shown; --verbose and JSON have all. */
enum { SHAPES_SHOWN_MAX = 40 };

/* Indicators suggested in place of a mistyped one. */
enum { SUGGESTIONS_MAX = 3 };

/* Keys of a configuration file: a key for each flag. */
enum { CONFIG_KEYS_MAX = 64 };

/* ---- messages between a worker and the parent ---- */

/* A name in which each byte that is not UTF-8 takes four. */
#define NAME_BYTES_MAX ((size_t)4 * PATH_MAX)

/* The frames' heads are not counted by --max-answer-bytes. */
#define ANSWER_SLACK_BYTES ((size_t)64 << 10)

/* Answers that wait to be recorded in order; the next one to record is always received. */
#define WAITING_BYTES_MAX ((size_t)128 << 20)

/* Why a worker could not read a file: a sentence and a place, escaped. */
#define FAILURE_BYTES_MAX ((size_t)16 << 10)

/* ---- texts and lists held in memory ---- */

/* One event's line, in which the whole text of a cell may be. */
#define EVENT_BYTES_MAX ((size_t)16 << 20)

/* A line of a log that is verified: the longest event's with its hash. A file that is not a log may
 * be one long line. */
#define LOG_LINE_BYTES_MAX ((size_t)17 << 20)

/* The events of a document, kept until it is recorded: a report has some 500 of 300 bytes; a
 * hostile file must not take the machine's memory. */
#define EVENT_LIST_BYTES_MAX ((size_t)64 << 20)

/* A million names of 200 bytes, and as many hashes. */
#define DUPLICATES_BYTES_MAX ((size_t)512 << 20)

/* A million paths of 200 bytes, held twice. */
#define INBOX_BYTES_MAX ((size_t)1 << 30)

/* A name and a code for each of 100,000 failures; further ones are counted without a name. */
#define MAIL_DIGEST_BYTES_MAX ((size_t)32 << 20)

/* Some 400 bytes a document and another 200 for its line in the table: a province's reports of a
 * year. */
#define DOCUMENT_TABLE_BYTES_MAX ((size_t)64 << 20)

/* The note beside a copy in quarantine: a name, a message, two sentences, escaped. */
#define NOTE_BYTES_MAX ((size_t)256 << 10)

/* A line of --dry-run: a name and a sentence. */
#define PLAN_BYTES_MAX ((size_t)64 << 10)

/* An error's line: a path, a place, a sentence; a control character becomes three bytes. */
#define ERROR_LINE_BYTES_MAX ((size_t)1 << 20)

/* A line of --verbose: a path and a few words; longer ones are cut. */
#define DONE_LINE_BYTES_MAX ((size_t)8 << 10)

/* The progress line; a longer name is cut. */
#define PROGRESS_LINE_BYTES_MAX ((size_t)4 << 10)

/* The longest help has some 8 KB. */
#define HELP_BYTES_MAX ((size_t)64 << 10)

/* A configuration file: a line for each flag has some 2 KB. */
#define CONFIG_BYTES_MAX ((size_t)64 << 10)

/* A report takes some 40 KB as JSON. */
#define REPORT_JSON_BYTES_MAX ((size_t)1 << 30)

/* An explanation has a page or two; the text of a cell may be long. */
#define EXPLANATION_BYTES_MAX ((size_t)64 << 20)

/* ---- the commands of `rules` ---- */

/* A rule takes some 200 bytes in the list. */
#define RULES_LIST_BYTES_MAX ((size_t)16 << 20)

/* One fault takes some 500 bytes; a long line of a file is shown cut. */
#define RULES_CHECK_BYTES_MAX ((size_t)16 << 20)

/* The examples of one rule set and what was read from them; the output about those that failed,
 * some 500 bytes each. */
#define RULES_TRIALS_BYTES_MAX ((size_t)1 << 30)
#define RULES_TEST_BYTES_MAX ((size_t)64 << 20)

/* A shape of a sentence takes some 600 bytes; the description of a location less than a line. */
#define RULES_COVERAGE_BYTES_MAX ((size_t)1 << 30)
#define RULES_PLACE_BYTES_MAX ((size_t)64 << 10)

/* A schema takes some 12 KB. */
#define RULES_SCHEMA_BYTES_MAX ((size_t)4 << 20)

/* A rule file takes some 40 KB, the draft of 1,000 rows some 2 MB. */
#define RULES_FILE_BYTES_MAX ((size_t)64 << 20)
#define RULES_DRAFT_BYTES_MAX ((size_t)256 << 20)

#endif
