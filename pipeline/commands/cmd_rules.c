/* chitieu rules: the tools of people who write rule sets. Each subcommand is a file of its own. */
#include "pipeline/commands/cmd_rules.h"
#include "core/text/suggest.h"
#include "pipeline/cli/message.h"

#include <string.h>

static const struct subcommand {
    const char *name;
    int (*run)(const struct options *options);
} subcommands[] = {
    {"list", rules_list},         {"check", rules_check},   {"test", rules_test},
    {"coverage", rules_coverage}, {"schema", rules_schema}, {"import", rules_import},
};

enum { SUBCOMMAND_COUNT = sizeof subcommands / sizeof *subcommands };

static int unknown(const char *name) {
    const char *names[SUBCOMMAND_COUNT], *near;
    struct error error = {.code = CODE_NONE};
    for (size_t i = 0; i < SUBCOMMAND_COUNT; i++)
        names[i] = subcommands[i].name;
    bool meant = suggest_nearest(name, names, SUBCOMMAND_COUNT, &near, 1) > 0;
    error_set(&error, CODE_USAGE, "rules", "There is no \"rules %s\"; %s%s%s", name,
              meant ? "did you mean " : "see chitieu rules --help", meant ? near : "",
              meant ? "?" : ".");
    return message_error(NULL, &error);
}

int cmd_rules(const struct options *options) {
    struct error error = {.code = CODE_NONE};
    struct options own = *options;
    if (options->operand_count == 0) {
        error_set(&error, CODE_USAGE, "rules",
                  "Name a subcommand; chitieu rules --help lists them.");
        return message_error(NULL, &error);
    }
    own.operands++;
    own.operand_count--;
    for (size_t i = 0; i < SUBCOMMAND_COUNT; i++)
        if (strcmp(subcommands[i].name, options->operands[0]) == 0)
            return subcommands[i].run(&own);
    return unknown(options->operands[0]);
}
