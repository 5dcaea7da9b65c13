#include "normalize/report.h"

#include <string.h>

struct report *report_new(size_t memory_limit) {
    struct arena *arena = arena_new(memory_limit);
    struct report *report = arena ? arena_alloc(arena, sizeof *report) : NULL;
    if (!report) {
        arena_free(arena);
        return NULL;
    }
    report->arena = arena;
    report->source.path = "";
    report->source.format = "";
    return report;
}

void report_free(struct report *report) {
    if (report)
        arena_free(report->arena);
}

static const char *const status_words[STATUS_COUNT] = {
    [STATUS_REPORTED] = "reported",
    [STATUS_BLANK] = "blank",
    [STATUS_NOT_APPLICABLE] = "not-applicable",
    [STATUS_INVALID] = "invalid",
    [STATUS_REVIEW] = "review",
    [STATUS_MISSING] = "missing",
};

static const char *const severity_words[SEVERITY_COUNT] = {
    [SEVERITY_ERROR] = "error",
    [SEVERITY_WARNING] = "warning",
    [SEVERITY_NOTE] = "note",
};

/* Index of the word, `count` when it is none of them. */
static unsigned find_word(const char *const *words, unsigned count, const char *word) {
    unsigned i = 0;
    while (i < count && strcmp(words[i], word) != 0)
        i++;
    return i;
}

const char *status_word(enum status status) {
    return status_words[status];
}

enum status status_from_word(const char *word) {
    return (enum status)find_word(status_words, STATUS_COUNT, word);
}

const char *severity_word(enum severity severity) {
    return severity_words[severity];
}

enum severity severity_from_word(const char *word) {
    return (enum severity)find_word(severity_words, SEVERITY_COUNT, word);
}
