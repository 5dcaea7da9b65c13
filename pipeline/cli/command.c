#include "pipeline/cli/command.h"

#include <string.h>

static const struct command commands[COMMAND_COUNT] = {
    [COMMAND_EXTRACT] =
        {
            .name = "extract",
            .synopsis = "[--format json|text] FILE...",
            .summary = "read Word and Excel files into documents",
            .about = "Decides from its bytes, never from its name, what each file is, and prints "
                     "one document a line\n"
                     "(chitieu.document/1): its paragraphs, its tables with merged cells and "
                     "automatic numbers,\n"
                     "its sheets as Excel shows them. --format text prints them for people.\n",
            .examples =
                "  chitieu extract --format text report.docx | less    the document, for people\n"
                "  chitieu extract report.docx | chitieu normalize     the report in it\n"
                "  chitieu extract - < report.xlsx                     from stdin\n",
        },
    [COMMAND_NORMALIZE] =
        {
            .name = "normalize",
            .synopsis = "[--rules DIR] [FILE...|-]",
            .summary = "read the statistical form in documents, by a rule set",
            .about = "Finds the form's table in each document, matches its rows to the form, reads "
                     "every value cell,\n"
                     "the head, the period and the cited documents, and runs the checks. Prints "
                     "one report a line\n"
                     "(chitieu.report/1). A FILE is an office file or a stream of documents; "
                     "without one, stdin.\n",
            .examples =
                "  chitieu normalize report.docx                       one report\n"
                "  chitieu extract *.docx | chitieu normalize          many, from a stream\n"
                "  chitieu normalize --rules rules/cchc-2021 a.xlsx    by this rule set\n",
        },
    [COMMAND_LOAD] =
        {
            .name = "load",
            .synopsis = "[--rules DIR] --db URL [FILE...|-]",
            .summary = "put reports into a database",
            .about = "Writes each report in one transaction or not at all. The same report under "
                     "the same rules\n"
                     "again changes nothing. A FILE is a stream of reports or documents, or an "
                     "office file.\n",
            .examples =
                "  chitieu normalize a.docx | chitieu load --db reports.db\n"
                "  chitieu load --db reports.db a.docx b.xlsx          all stages at once\n",
        },
    [COMMAND_RUN] =
        {
            .name = "run",
            .synopsis = "--inbox DIR --db URL [--rules DIR] [--jobs N] [--quarantine DIR]",
            .summary = "read, check and load a folder of files",
            .about = "Reads every file below DIR in confined worker processes, and loads the "
                     "reports. Files that are\n"
                     "loaded already are not read again; hidden and temporary files, links out of "
                     "DIR and files still\n"
                     "being written are skipped. A file that cannot be read becomes a row with the "
                     "status \"failed\"\n"
                     "and its reason, and a copy in quarantine; the others are loaded, and the "
                     "exit status is 1.\n"
                     "Running again is always safe, however the last run ended.\n",
            .examples = "  chitieu run --inbox inbox --db reports.db --summary\n"
                        "  chitieu run --inbox inbox --dry-run --summary --fail-on error     "
                        "check, load nothing\n"
                        "  find inbox -newer last | chitieu run --files-from - --db reports.db\n",
        },
    [COMMAND_RETRY] =
        {
            .name = "retry",
            .synopsis = "--db URL [--quarantine DIR] [--rules DIR]",
            .summary = "read again what is in quarantine",
            .about = "Reads every copy in the quarantine again, under the name it was sent as: "
                     "after a bug was fixed,\n"
                     "or with a higher limit. Files that can now be loaded leave the quarantine; "
                     "the others stay,\n"
                     "with their reasons.\n",
            .examples = "  chitieu retry --db reports.db --summary\n"
                        "  chitieu retry --db reports.db --max-seconds 600\n",
        },
    [COMMAND_EXPLAIN] =
        {
            .name = "explain",
            .synopsis = "[--rules DIR] FILE INDICATOR",
            .summary = "show how a value was read, or why there is none",
            .about = "Shows the cell an indicator was read from, the steps from its text to the "
                     "value, how certain\n"
                     "the row's match is and the next best match, and every finding about it.\n",
            .examples = "  chitieu explain report.docx 1.1-1\n"
                        "  chitieu explain report.docx 4.3-1                   why is it blank?\n",
        },
    [COMMAND_EXPORT] =
        {
            .name = "export",
            .synopsis = "--db URL --format csv|jsonl [--period P] -o OUT",
            .summary = "write observations from a database to a file",
            .about = "Writes one line for each observation of every loaded document, in the order "
                     "of paths and of\n"
                     "the form. There is a value only where one was read; the status says why "
                     "there is none.\n",
            .examples = "  chitieu export --db reports.db --format csv -o reports.csv\n"
                        "  chitieu export --db reports.db --format jsonl --period 2021-S1 -o -\n",
        },
    [COMMAND_RULES] =
        {
            .name = "rules",
            .synopsis = "list|check|test|coverage|import [--rules DIR] [DIR|FILE...]",
            .summary = "find errors in rule sets, run their examples, draft one from a form",
            .about =
                "For people who write rules. DIR is a rule set or a folder of them; without it, "
                "the rule sets\n"
                "of --rules or the installed ones are used.\n\n"
                "  list [DIR]        list the rules with what they find, the checks with what must "
                "hold\n"
                "  check [DIR]       report all errors in a rule set at once, each with file, line "
                "and column and\n"
                "                    what to do about it; the exit status is 78 if there is one\n"
                "  test [DIR]        run every example and counter-example with all rules, as in a "
                "report; shows\n"
                "                    what was read instead if one fails (exit status 1); --verbose "
                "shows all\n"
                "  coverage FILE...  show how often each rule matched in these documents, and the "
                "numbers in the\n"
                "                    prose that no rule read, by the shape of their sentence, with "
                "an example each\n"
                "  schema NAME       print the JSON Schema of NAME.yaml, for editors; also in "
                "rules/schema\n"
                "  import FILE       draft a rule set (-o DIR) from a form, blank or filled in: "
                "rows, kinds, codes,\n"
                "                    sums; what was guessed is listed. Words, head and periods are "
                "those of --like\n\n"
                "chitieu explain shows how one value was read; docs/rules.md explains how to write "
                "rules.\n",
            .examples =
                "  chitieu rules check rules/cchc-2021                 is it right?\n"
                "  chitieu rules test rules/cchc-2021                  do its examples pass?\n"
                "  chitieu rules coverage inbox/*.docx | less          what else should it read?\n"
                "  chitieu rules import form.docx -o rules/cchc-2025   another form\n",
        },
    [COMMAND_LOG] =
        {
            .name = "log",
            .synopsis = "verify [--db URL] FILE...",
            .summary = "check that an event log is unaltered",
            .about = "Each line of a log (--log) has a hash of itself and of the line before. "
                     "verify names the first\n"
                     "line that was changed, or before which lines were inserted or removed, and "
                     "exits with 1. Give\n"
                     "the files of a rotated log together, the oldest first; - is stdin, for "
                     "packed ones. The hashes\n"
                     "cannot show that lines at the end are missing: the database keeps a mark of "
                     "each run's log, and\n"
                     "with --db the end is compared with it.\n",
            .examples = "  chitieu log verify --db reports.db chitieu.log.1 chitieu.log\n"
                        "  zcat chitieu.log.2.gz | cat - chitieu.log.1 | chitieu log verify -\n",
        },
};

const struct command *command_of(enum command_id id) {
    return &commands[id];
}

enum command_id command_from_name(const char *name) {
    for (int i = 0; i < COMMAND_COUNT; i++)
        if (strcmp(commands[i].name, name) == 0)
            return (enum command_id)i;
    return COMMAND_COUNT;
}
