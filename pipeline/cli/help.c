#include "pipeline/cli/help.h"
#include "pipeline/cli/options.h"

static const char statuses[] =
    "Exit status: 0 success; 1 some documents failed; 3 findings (--fail-on); 64 wrong usage;\n"
    "65 bad document; 66 no such input; 70 a bug; 74 output failed; 75 try again later; 78 bad "
    "rules.\n";

void help_program(struct buffer *out) {
    buffer_puts(
        out, "chitieu turns Word and Excel reports with a statistical form into checked rows of a\n"
             "database, and shows for every number where it came from.\n\n"
             "Usage: chitieu COMMAND [FLAGS] [FILES]\n\nCommands:\n");
    for (int i = 0; i < COMMAND_COUNT; i++)
        buffer_printf(out, "  %-10s %s\n", command_of((enum command_id)i)->name,
                      command_of((enum command_id)i)->summary);
    buffer_puts(
        out,
        "\nStart with:\n"
        "  chitieu run --inbox DIR --db reports.db --summary   read a folder of reports\n"
        "  chitieu explain FILE 1.1-1                          see where a number came from\n\n"
        "chitieu COMMAND --help shows more; chitieu --version shows the version.\n\n");
    buffer_puts(out, statuses);
}

void help_command(enum command_id id, struct buffer *out) {
    const struct command *command = command_of(id);
    buffer_printf(out, "chitieu %s: %s\n\nUsage: chitieu %s %s\n\n%s\nFlags:\n", command->name,
                  command->summary, command->name, command->synopsis, command->about);
    options_print(id, out);
    buffer_printf(out, "\nExamples:\n%s\n%s", command->examples, statuses);
}
