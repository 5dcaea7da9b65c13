#include "normalize/prose/annex.h"
#include "normalize/prose/lines.h"
#include "normalize/prose/period.h"
#include "normalize/prose/register.h"
#include "normalize/text/fold.h"

#include <stdlib.h>
#include <string.h>

/* The annex's title is within this many lines right above its form, at most. */
#define LINES_ABOVE 8
/* A longer line is prose (bytes). */
#define TITLE_BYTES_MAX 320

struct comparison {
    const struct ruleset *ruleset;
    const struct metadata *metadata;
    struct arena *arena;
    struct annex *annex;
};

static void add(struct comparison *c, const char *check, const char *at, bool doubts_values,
                const char *message) {
    struct annex *annex = c->annex;
    for (size_t i = 0; i < annex->count; i++)
        if (strcmp(annex->faults[i].check, check) == 0)
            return;
    if (annex->count < ANNEX_FAULTS_MAX)
        annex->faults[annex->count++] = (struct annex_fault){
            .check = check, .message = message, .at = at, .doubts_values = doubts_values};
}

static bool find(const struct comparison *c, enum head_field field, const char *text,
                 const struct regex **regex, struct regex_match *match) {
    for (size_t i = 0; i < c->ruleset->head_count; i++) {
        *regex = c->ruleset->heads[i].regex;
        if (c->ruleset->heads[i].field == field &&
            regex_search(*regex, text, strlen(text), 0, match) == REGEX_MATCH)
            return true;
    }
    return false;
}

static const char *group(const struct comparison *c, const struct regex *regex,
                         const struct regex_match *match, const char *text, const char *name) {
    unsigned n = regex_group(regex, name);
    return n && n < REGEX_GROUPS && match->start[n] < match->end[n]
               ? arena_strndup(c->arena, text + match->start[n], match->end[n] - match->start[n])
               : NULL;
}

/* A part of a year and its year do not contradict each other. */
static bool contradicts(const char *period, const char *other) {
    size_t a = strlen(period), b = strlen(other);
    return strncmp(period, other, a < b ? a : b) != 0;
}

static void compare_period(struct comparison *c, const struct prose_line *line) {
    const char *own = c->metadata->period;
    const char *period = own ? period_read(c->ruleset, line->text, c->arena) : NULL;
    if (period && contradicts(own, period))
        add(c, "annex-period", line->at, true,
            arena_printf(c->arena, "The annex is titled \"%s\", the report is on %s.", line->text,
                         own));
}

static void compare_purpose(struct comparison *c, const struct prose_line *line) {
    const struct regex *regex;
    struct regex_match match;
    if (find(c, HEAD_NOT_RESULT, line->text, &regex, &match))
        add(c, "annex-not-result", line->at, true,
            arena_printf(c->arena, "The annex says \"%s\": its figures may be no results.",
                         line->text));
}

static void compare_body(struct comparison *c, const struct prose_line *line, const char *body) {
    const char *issuer = c->metadata->issuer;
    if (body && issuer && !register_same_name(c->ruleset, body, issuer, c->arena))
        add(c, "annex-body", line->at, false,
            arena_printf(c->arena, "The annex is of \"%s\", the report of \"%s\".", body, issuer));
}

/* "(Kèm theo Báo cáo số 125/BC-UBND ngày … của …)" names the report it belongs to. */
static void compare_origin(struct comparison *c, const struct prose_line *line) {
    const struct regex *regex;
    struct regex_match match;
    if (find(c, HEAD_ANNEX_ISSUER, line->text, &regex, &match))
        compare_body(c, line, group(c, regex, &match, line->text, "issuer"));
    if (!find(c, HEAD_ANNEX, line->text, &regex, &match))
        return;
    compare_body(c, line, group(c, regex, &match, line->text, "issuer"));
    const char *number = group(c, regex, &match, line->text, "number");
    if (number && c->metadata->number &&
        strtol(number, NULL, 10) != strtol(c->metadata->number, NULL, 10))
        add(c, "annex-number", line->at, false,
            arena_printf(c->arena, "The annex belongs to report number %s, the head has %s.",
                         number, c->metadata->number));
}

static void compare_line(struct comparison *c, const struct prose_line *line) {
    if (strlen(line->text) > TITLE_BYTES_MAX)
        return;
    const struct regex *regex;
    struct regex_match match;
    compare_origin(c, line);
    if (find(c, HEAD_ANNEX, line->text, &regex, &match) ||
        find(c, HEAD_DATE, line->text, &regex, &match) ||
        find(c, HEAD_NUMBER, line->text, &regex, &match))
        return;
    compare_period(c, line);
    compare_purpose(c, line);
}

/* The lines right above a table of the form: back to the table before, or to the head of a sheet.
 */
static void compare_above(struct comparison *c, const struct prose_lines *prose, size_t end,
                          size_t block) {
    for (size_t i = end, seen = 0; i > 0 && seen < LINES_ABOVE; i--, seen++) {
        const struct prose_line *line = &prose->lines[i - 1];
        if (line->in_table && line->block != block)
            return;
        compare_line(c, line);
    }
}

bool annex_compare(const struct document *document, const struct ruleset *ruleset,
                   const struct page_extent *extents, const struct metadata *metadata,
                   struct arena *arena, struct annex *annex) {
    struct comparison c = {
        .ruleset = ruleset, .metadata = metadata, .arena = arena, .annex = annex};
    struct prose_lines prose;
    *annex = (struct annex){.count = 0};
    if (!prose_lines_read(document, extents, arena, &prose))
        return false;
    size_t line = 0;
    for (size_t b = 0; b < document->block_count; b++) {
        if (!extents[b].is_form)
            continue;
        while (line < prose.count &&
               (prose.lines[line].block < b ||
                (prose.lines[line].block == b && !prose.lines[line].after_form)))
            line++;
        compare_above(&c, &prose, line, b);
    }
    return !arena_failed(arena);
}

const char *annex_doubt(const struct annex *annex) {
    for (size_t i = 0; i < annex->count; i++)
        if (annex->faults[i].doubts_values)
            return annex->faults[i].message;
    return NULL;
}
