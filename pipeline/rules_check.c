/* chitieu rules check: what is wrong in rule sets. */
#include "pipeline/cmd_rules.h"
#include "pipeline/rulebook.h"
#include "pipeline/say.h"

int rules_check(const struct options *options) {
    struct error error = {.code = CODE_NONE};
    struct rulebook book;
    const char *directory = options->operand_count > 0 ? options->operands[0] : options->rules;
    if (!rulebook_open(directory, &book, &error))
        return say_error(NULL, &error);
    rulebook_close(&book);
    return EXIT_WELL;
}
