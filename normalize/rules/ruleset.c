#include "normalize/rules/ruleset.h"

#include <string.h>

void ruleset_free(struct ruleset *ruleset) {
    if (!ruleset)
        return;
    for (size_t i = 0; i < ruleset->column_count; i++)
        regex_free(ruleset->columns[i].regex);
    for (size_t i = 0; i < ruleset->period_count; i++)
        regex_free(ruleset->periods[i].regex);
    for (size_t i = 0; i < ruleset->head_count; i++)
        regex_free(ruleset->heads[i].regex);
    for (size_t i = 0; i < ruleset->pattern_count; i++) {
        regex_free(ruleset->patterns[i].regex);
        regex_free(ruleset->patterns[i].also);
        regex_free(ruleset->patterns[i].unless);
        regex_free(ruleset->patterns[i].section);
        regex_free(ruleset->patterns[i].not_section);
        regex_free(ruleset->patterns[i].style);
        regex_free(ruleset->patterns[i].column);
    }
    for (size_t i = 0; i < ruleset->section_count; i++)
        regex_free(ruleset->sections[i].regex);
    arena_free(ruleset->arena);
}

int ruleset_row(const struct ruleset *ruleset, const char *id) {
    for (size_t i = 0; i < ruleset->row_count; i++)
        if (strcmp(ruleset->rows[i].id, id) == 0)
            return (int)i;
    return -1;
}

const char *kind_word(enum kind kind) {
    static const char *const words[KIND_COUNT_OF_KINDS] = {"heading", "count", "percent", "enum",
                                                           "money"};
    return words[kind];
}
