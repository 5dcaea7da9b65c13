#include "pipeline/cli/exit_status.h"

void tally_count(struct tally *tally, enum code code) {
    tally->seen++;
    if (code == CODE_NONE)
        return;
    tally->failed++;
    tally->code = code;
}

int tally_status(const struct tally *tally) {
    if (tally->failed == 0)
        return EXIT_OK;
    return tally->seen == 1 ? code_exit_status(tally->code) : EXIT_SOME_FAILED;
}
