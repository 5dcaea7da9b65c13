/* limits: the bounds of the command line and the night that no flag changes. Those that a flag
 * changes stand in core/limits.def.
 *
 * Units stand in the names: bytes, milliseconds; what has none is a count. A text that would grow
 * past its bound makes its buffer fail, which ends the command with an error and never with a cut
 * answer; where something is cut or only counted instead, it says so.
 */
#ifndef CHITIEU_PIPELINE_LIMITS_H
#define CHITIEU_PIPELINE_LIMITS_H

#include <limits.h>
#include <stddef.h>

/* ---- deadlines and pauses ---- */

/* How often the progress line is drawn. */
enum { PROGRESS_EVERY_MS = 100 };

/* How long a dying worker may take to end by itself, so that its status says how it ended, and how
 * often it is looked at; then it is killed. */
enum { WORKER_END_MS = 1000, WORKER_END_STEP_MS = 2 };

/* ---- counts ---- */

/* More workers than this are a mistake of typing. */
enum { JOBS_MAX = 256 };

/* Files in work for each worker: enough that one slow file does not leave the others without. */
enum { WINDOW_PER_WORKER = 8 };

/* Folders in folders; symbolic links to folders are not followed, so this only meets trees made to
 * hurt. */
enum { INBOX_DEPTH_MAX = 64 };

/* A mail that nobody reads to its end is of no use: so many files are named, the others counted. */
enum { MAIL_DIGEST_NAMED_MAX = 50 };

/* More faults of a rule set than anybody reads at once; the rest is counted. */
enum { FAULTS_SHOWN_MAX = 200 };

/* Sentences that no rule reads, shown to read; --verbose shows all, and JSON has all. */
enum { SHAPES_SHOWN_MAX = 40 };

/* Indicators suggested for one that the form lacks. */
enum { SUGGESTIONS_MAX = 3 };

/* Keys of a configuration file: a key for each flag. */
enum { CONFIG_KEYS_MAX = 64 };

/* ---- what a worker and the parent say to each other ---- */

/* A name shown: four bytes for each of one that is no UTF-8. */
#define NAME_BYTES_MAX ((size_t)4 * PATH_MAX)

/* An answer's own frames stand beside what --max-answer-bytes counts. */
#define ANSWER_SLACK_BYTES ((size_t)64 << 10)

/* Answers that wait for their turn; the one whose turn it is comes in any case. */
#define WAITING_BYTES_MAX ((size_t)128 << 20)

/* A sentence and a place, escaped: why a worker could not read. */
#define FAILURE_BYTES_MAX ((size_t)16 << 10)

/* ---- texts and lists held in memory ---- */

/* One event's line: the text of a cell may be in it, uncut. */
#define EVENT_BYTES_MAX ((size_t)16 << 20)

/* A line of a log that is checked: the longest event's, and its chain. A file that is no log may be
 * one line. */
#define LOG_LINE_BYTES_MAX ((size_t)17 << 20)

/* The events of a document, kept until its turn: one of the form makes some 500 of 300 bytes; a
 * hostile one must not take the machine. */
#define EVENT_LIST_BYTES_MAX ((size_t)64 << 20)

/* A million names of 200 bytes, and as many hashes. */
#define DUPLICATES_BYTES_MAX ((size_t)512 << 20)

/* A million paths of 200 bytes, held twice. */
#define INBOX_BYTES_MAX ((size_t)1 << 30)

/* A name and a code for each of 100,000 failures; more are counted, not named. */
#define MAIL_DIGEST_BYTES_MAX ((size_t)32 << 20)

/* Some 400 bytes a document, with its table's line another 200: a year of a province. */
#define DOCUMENT_TABLE_BYTES_MAX ((size_t)64 << 20)

/* The note beside a copy in quarantine: a name, a message, two sentences, escaped. */
#define NOTE_BYTES_MAX ((size_t)256 << 10)

/* What --dry-run says of a file: a name and a sentence. */
#define PLAN_BYTES_MAX ((size_t)64 << 10)

/* An error's line: a path, a place, a sentence; control characters grow threefold. */
#define ERROR_LINE_BYTES_MAX ((size_t)1 << 20)

/* What was done to one file: its path and a few words; longer ones are cut. */
#define DONE_LINE_BYTES_MAX ((size_t)8 << 10)

/* The progress line; a longer name is cut. */
#define PROGRESS_LINE_BYTES_MAX ((size_t)4 << 10)

/* The longest help has some 8 KB. */
#define HELP_BYTES_MAX ((size_t)64 << 10)

/* A configuration file: a line for each flag has some 2 KB. */
#define CONFIG_BYTES_MAX ((size_t)64 << 10)

/* One report of the form takes 40 KB as JSON. */
#define REPORT_JSON_BYTES_MAX ((size_t)1 << 30)

/* An explanation has a page or two; the text of a cell may be long. */
#define EXPLANATION_BYTES_MAX ((size_t)64 << 20)

/* ---- the commands of `rules` ---- */

/* A rule takes some 200 bytes in the list. */
#define RULES_LIST_BYTES_MAX ((size_t)16 << 20)

/* One fault takes some 500 bytes; a long line of a file is shown cut. */
#define RULES_CHECK_BYTES_MAX ((size_t)16 << 20)

/* Room for the examples of one rule set and what is read from them, and for those that failed: some
 * 500 bytes each. */
#define RULES_TRIALS_BYTES_MAX ((size_t)1 << 30)
#define RULES_TEST_BYTES_MAX ((size_t)64 << 20)

/* A shape of a sentence takes some 600 bytes; a place in words less than a line. */
#define RULES_COVERAGE_BYTES_MAX ((size_t)1 << 30)
#define RULES_PLACE_BYTES_MAX ((size_t)64 << 10)

/* A schema takes some 12 KB. */
#define RULES_SCHEMA_BYTES_MAX ((size_t)4 << 20)

/* A rule file takes some 40 KB, the draft of 1,000 rows some 2 MB. */
#define RULES_FILE_BYTES_MAX ((size_t)64 << 20)
#define RULES_DRAFT_BYTES_MAX ((size_t)256 << 20)

#endif
