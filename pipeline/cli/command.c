#include "pipeline/cli/command.h"

#include <string.h>

static const struct command commands[COMMAND_COUNT] = {
    [COMMAND_EXTRACT] =
        {
            .name = "extract",
            .synopsis = "[--format json|text] FILE...",
            .summary = "read Word and Excel files into documents",
            .about = "Reads each file by what its bytes are, never by its name, and prints one "
                     "document a line\n"
                     "(chitieu.document/1): its paragraphs, its tables with merged cells and "
                     "automatic numbers,\n"
                     "its sheets as Excel shows them. --format text prints them to read.\n",
            .examples =
                "  chitieu extract --format text report.docx | less    look at what is read\n"
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
                     "the head, the period and the cited documents, and checks them. Prints one "
                     "report a line\n"
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
            .summary = "do all of it for a folder of files",
            .about = "Reads every file below DIR in workers that can do nothing else, and loads "
                     "what it finds. What is\nloaded already is not read again; hidden and "
                     "temporary files, links out of DIR and files still\nbeing written are left "
                     "alone. A file that cannot be read becomes a row with the status\n\"failed\" "
                     "and its reason, and a copy in quarantine; the others go on, and the exit "
                     "status is 1.\nRunning again is safe, whatever ended the last run.\n",
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
            .about = "Reads every copy in the quarantine anew, under the name it was sent by: "
                     "after a fault was repaired,\nor with a higher limit. What can be loaded now "
                     "leaves the quarantine; what cannot stays, with\nits reason.\n",
            .examples = "  chitieu retry --db reports.db --summary\n"
                        "  chitieu retry --db reports.db --max-seconds 600\n",
        },
    [COMMAND_EXPLAIN] =
        {
            .name = "explain",
            .synopsis = "[--rules DIR] FILE INDICATOR",
            .summary = "show how a value came about, or why there is none",
            .about = "Shows the cell an indicator was read from, the steps from its text to the "
                     "value, how sure the\n"
                     "row's match is and what came next, and every finding about it.\n",
            .examples = "  chitieu explain report.docx 1.1-1\n"
                        "  chitieu explain report.docx 4.3-1                   why is it blank?\n",
        },
    [COMMAND_EXPORT] =
        {
            .name = "export",
            .synopsis = "--db URL --format csv|jsonl [--period P] -o OUT",
            .summary = "write what a database holds for people and programs",
            .about = "Writes one line an observation of every loaded document, in the order of "
                     "paths and of the form.\n"
                     "A value stands only where one was read; the status tells the kinds of "
                     "nothing apart.\n",
            .examples = "  chitieu export --db reports.db --format csv -o reports.csv\n"
                        "  chitieu export --db reports.db --format jsonl --period 2021-S1 -o -\n",
        },
    [COMMAND_RULES] =
        {
            .name = "rules",
            .synopsis = "list|check|test|coverage|import [--rules DIR] [DIR|FILE...]",
            .summary = "find faults in rule sets, run their examples, draft one from a form",
            .about =
                "For whoever writes rules. DIR is a rule set or a folder of them; without it, the "
                "rule sets are\n"
                "those that --rules or the installation gives.\n\n"
                "  list [DIR]        the rules with what they find, the checks with what must "
                "hold\n"
                "  check [DIR]       everything that is wrong in the rule set at once, each with "
                "file, line and\n"
                "                    column and what to do about it; ends with 78 if anything is\n"
                "  test [DIR]        every example and counter-example among all rules, as in a "
                "report; shows what\n"
                "                    was read instead where one fails, and ends with 1; "
                "--verbose shows all\n"
                "  coverage FILE...  which rules fired how often in these documents, which never, "
                "and the numbers of\n"
                "                    the prose that no rule read, those of one shape together, "
                "with a sentence each\n"
                "  schema NAME       the JSON Schema of NAME.yaml, for editors; the files in "
                "rules/schema are it\n"
                "  import FILE       draft a rule set (-o DIR) from a form, blank or filled in: "
                "rows, "
                "kinds, codes,\n"
                "                    sums; what was guessed is listed. Words, head and periods are "
                "those of --like\n"
                "\nchitieu explain shows how one value came about; docs/rules.md teaches to write "
                "rules.\n",
            .examples =
                "  chitieu rules check rules/cchc-2021                 is it right?\n"
                "  chitieu rules test rules/cchc-2021                  does it do what it "
                "says?\n"
                "  chitieu rules coverage inbox/*.docx | less          what should it read, "
                "too?\n"
                "  chitieu rules import form.docx -o rules/cchc-2025   another form\n",
        },
    [COMMAND_LOG] =
        {
            .name = "log",
            .synopsis = "verify [--db URL] FILE...",
            .summary = "tell whether an event log is as it was written",
            .about =
                "Each line of a log (--log) bears a hash of itself and of the line before. verify "
                "names the first\n"
                "line that was changed, or before which lines were put in or taken out, and ends "
                "with 1. Give the\n"
                "files of a rotated log together, the oldest first; - is stdin, for packed ones. "
                "That lines at the\n"
                "end are gone no chain can show: the database keeps a mark of each run's log, and "
                "--db holds the\n"
                "end to it.\n",
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
