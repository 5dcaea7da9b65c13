#include "normalize/rules/ruleset.h"
#include "tests/fuzz/fuzz.h"

#include <stdio.h>
#include <stdlib.h>

#define RULES "rules/cchc-2021"

const struct ruleset *fuzz_ruleset(void) {
    static struct ruleset *ruleset;
    struct error error = {0};
    if (!ruleset && !ruleset_load(RULES, &ruleset, &error)) {
        fprintf(stderr, "%s: %s\n", error.place, error.message);
        exit(EXIT_FAILURE);
    }
    return ruleset;
}
