#include "normalize/normalize.h"
#include "normalize/coverage.h"
#include "normalize/observe.h"
#include "normalize/prose/head.h"
#include "normalize/prose/mention.h"
#include "normalize/prose/period.h"
#include "normalize/prose/register.h"
#include "normalize/table/column_period.h"

#include <string.h>

/* A report of the form takes some 3 MB with its alignment; a 5,000-row table against a form of
 * 1,000 rows some 20. */
#define REPORT_BYTES_MAX ((size_t)1 << 30)

struct normalize_options normalize_options_default(void) {
    return (struct normalize_options){.memory_bytes = REPORT_BYTES_MAX};
}

static bool copy_source(struct work *w) {
    w->report->source = w->document->source;
    w->report->source.path = arena_strdup(w->arena, w->document->source.path);
    w->report->source.format = arena_strdup(w->arena, w->document->source.format);
    return !arena_failed(w->arena);
}

static bool find_form(struct work *w) {
    if (!pages_find(w->document, w->ruleset, w->scratch, w->sink, &w->pages))
        return false;
    if (w->pages.line_count == 0) {
        event_note(w->sink, CODE_FORM_NOT_FOUND, NULL, NULL);
        return finding_add(&w->findings, "form-not-found", SEVERITY_ERROR, NULL, NULL,
                           "No table of the document is the form %s; no indicator was read.",
                           w->ruleset->form);
    }
    w->report->form = arena_strdup(w->arena, w->ruleset->form);
    event_note(w->sink, CODE_FORM_FOUND, NULL, "%zu rows were read as the form %s.",
               w->pages.line_count, w->ruleset->form);
    if (!w->pages.copy)
        return w->report->form != NULL;
    char *at = line_cell_location(w->arena, w->pages.copy, 0, 0);
    return at && w->report->form &&
           finding_add(&w->findings, "form-twice", SEVERITY_ERROR, NULL, at,
                       "The document contains the form more than once; one copy was read.");
}

/* Ends each block's extent at its last matched row: the page's foot follows. */
static void trim_extents(struct work *w) {
    const struct document *document = w->document;
    for (size_t b = 0; b < document->block_count; b++) {
        struct page_extent *extent = &w->pages.extents[b];
        uint32_t end = 0;
        for (size_t i = 0; extent->is_form && i < w->pages.line_count; i++) {
            const struct line *line = &w->pages.lines[i];
            if (line->block == &document->blocks[b] && w->line_rows[i] >= 0 && line->row >= end)
                end = line->row + 1;
        }
        for (size_t i = 0; extent->is_form && i < w->pages.rest_count; i++) {
            const struct page_rest *rest = &w->pages.rests[i];
            end += end > 0 && rest->block == &document->blocks[b] && rest->row == end;
        }
        if (extent->is_form && end > 0)
            extent->end_row = end;
    }
}

static bool match_form(struct work *w) {
    if (w->pages.line_count == 0)
        return true;
    if (!match_rows(&w->pages, w->ruleset, w->scratch, w->sink, &w->matches, &w->line_rows))
        return false;
    trim_extents(w);
    w->restated =
        restated_find(w->document, &w->pages, w->ruleset, w->matches, w->line_rows, w->scratch);
    w->magnitude = magnitude_near(w->document, &w->pages, w->ruleset, w->line_rows, w->scratch);
    w->shifted = shifted_find(&w->pages, w->ruleset, w->line_rows, w->scratch);
    return w->restated && w->shifted && !arena_failed(w->scratch);
}

static bool read_indicators(struct work *w) {
    if (!observe_all(w) || !coverage_count(w))
        return false;
    size_t missing = 0;
    for (size_t i = 0; i < w->report->observation_count; i++)
        missing += w->report->observations[i].status == STATUS_MISSING;
    if (missing > 0 && !finding_add(&w->findings, "rows-missing", SEVERITY_WARNING, NULL, NULL,
                                    "%zu of the form's %zu indicators have no row in the table.",
                                    missing, w->report->observation_count))
        return false;
    return check_report(w->ruleset, w->observation_of_row, w->report->mentions,
                        w->report->mention_count, &w->findings);
}

/* "Sở Nội vụ (0.82), Sở Ngoại vụ (0.71)" */
static const char *list_nearest(struct work *w, const struct register_match *match) {
    const char *text = "";
    for (size_t i = 0; text && i < match->nearest_count; i++)
        text = arena_printf(w->scratch, "%s%s%s (%.2f)", text, i ? ", " : "",
                            match->nearest[i].body->name, match->nearest[i].likeness);
    return text;
}

static bool report_unknown_issuer(struct work *w, const struct register_match *match) {
    const char *issuer = w->report->metadata.issuer, *nearest = list_nearest(w, match);
    if (!nearest)
        return false;
    if (match->ambiguous)
        return finding_add(&w->findings, "issuer-ambiguous", SEVERITY_WARNING, NULL, NULL,
                           "\"%s\" is the name of several bodies in the register: %s.", issuer,
                           nearest);
    return finding_add(&w->findings, "issuer-unknown", SEVERITY_WARNING, NULL, NULL,
                       "\"%s\" is not a body in the register%s%s.", issuer,
                       *nearest ? "; the nearest: " : "", nearest);
}

static bool match_body(struct work *w) {
    struct metadata *m = &w->report->metadata;
    struct register_match match;
    if (!m->issuer)
        return finding_add(&w->findings, "issuer-missing", SEVERITY_WARNING, NULL, NULL,
                           "The report does not name the body that issued it.");
    if (!register_find(w->ruleset, m->issuer, m->parent, m->symbol, w->scratch, &match))
        return false;
    if (!match.body)
        return w->ruleset->body_count == 0 || report_unknown_issuer(w, &match);
    m->body = match.body->id;
    m->body_score = match.score;
    struct event_field fields[] = {{"unit", match.body->id}, {"name", match.body->name}};
    event_emit(w->sink, &(struct event){.code = CODE_UNIT_MATCHED,
                                        .message = match.how,
                                        .fields = fields,
                                        .field_count = 2});
    return true;
}

static bool compare_annex(struct work *w) {
    if (!annex_compare(w->document, w->ruleset, w->pages.extents, &w->report->metadata, w->arena,
                       &w->annex))
        return false;
    for (size_t i = 0; i < w->annex.count; i++) {
        const struct annex_fault *fault = &w->annex.faults[i];
        if (!finding_add(&w->findings, fault->check, SEVERITY_ERROR, NULL, fault->at, "%s",
                         fault->message))
            return false;
    }
    return true;
}

/* A report is issued in the last month of its period, or later; before it begins it is of another.
 */
static bool compare_date(struct work *w) {
    const struct metadata *m = &w->report->metadata;
    char first[PERIOD_MONTH_BYTES], last[PERIOD_MONTH_BYTES];
    if (!m->issued_on || !m->period || !period_months(m->period, first, last) ||
        strncmp(m->issued_on, last, strlen(last)) >= 0)
        return true;
    bool before = strncmp(m->issued_on, first, strlen(first)) < 0;
    return finding_add(&w->findings, "issued-before-period-ends",
                       before ? SEVERITY_ERROR : SEVERITY_WARNING, NULL, NULL,
                       "The report is dated %s, before its period %s %s.", m->issued_on, m->period,
                       before ? "begins" : "ends");
}

static bool read_metadata(struct work *w) {
    struct metadata *m = &w->report->metadata;
    if (!head_read(w->document, w->ruleset, w->pages.extents, w->arena, w->sink, m) ||
        !match_body(w))
        return false;
    if (!compare_annex(w) || !compare_date(w))
        return false;
    return m->period || finding_add(&w->findings, "period-missing", SEVERITY_WARNING, NULL, NULL,
                                    "The report's title names no period that can be read.");
}

/* Reports mentions, and headings with nothing under them. */
static bool read_prose(struct work *w) {
    struct sections sections;
    if (!sections_read(w->document, w->ruleset, w->pages.extents, w->arena, &sections))
        return false;
    for (size_t i = 0; i < sections.count; i++) {
        const struct section *section = &sections.all[i];
        char at[BLOCK_ID_BYTES];
        block_id(&w->document->blocks[section->block], at);
        const char *place = section->empty ? arena_strdup(w->arena, at) : NULL;
        if (section->empty &&
            (!place ||
             !finding_add(&w->findings, "section-empty", SEVERITY_NOTE, NULL, place,
                          "There is nothing under \"%s\" (%s).", section->text, section->path)))
            return false;
    }
    return mention_find(w->document, w->ruleset, w->pages.extents, &sections, w->arena, w->sink,
                        &w->report->mentions, &w->report->mention_count);
}

static bool normalize(struct work *w) {
    if (!copy_source(w) || !find_form(w) || !match_form(w) || !read_metadata(w) ||
        !column_period_choose(&w->pages, w->ruleset, w->report->metadata.period, w->scratch) ||
        !read_prose(w))
        return false;
    if (w->pages.line_count > 0 && !read_indicators(w))
        return false;
    w->report->findings = w->findings.items;
    w->report->finding_count = w->findings.count;
    return true;
}

bool normalize_document(const struct document *document, const struct ruleset *ruleset,
                        const struct normalize_options *options, const struct event_sink *sink,
                        struct report **report, struct error *error) {
    struct work w = {.document = document, .ruleset = ruleset, .sink = sink};
    w.report = report_new(options->memory_bytes);
    w.scratch = arena_new(options->memory_bytes);
    bool done = false;
    if (w.report && w.scratch) {
        w.arena = w.report->arena;
        w.findings = (struct finding_list){.arena = w.arena, .sink = sink};
        memory_watch();
        done = normalize(&w) && !arena_failed(w.arena) && !arena_failed(w.scratch) &&
               !memory_was_short();
    }
    if (!done) {
        bool full = w.report && arena_failed(w.report->arena);
        arena_error(full ? w.report->arena : w.scratch, error, document->source.path);
        report_free(w.report);
    }
    arena_free(w.scratch);
    if (!done)
        return false;
    *report = w.report;
    return true;
}

bool normalize_count_rows(const struct document *document, const struct ruleset *ruleset,
                          const struct normalize_options *options, size_t *rows,
                          struct error *error) {
    const struct event_sink no_events = {.emit = NULL};
    struct arena *arena = arena_new(options->memory_bytes);
    struct pages pages;
    bool done = arena && pages_find(document, ruleset, arena, &no_events, &pages);
    *rows = 0;
    for (size_t i = 0; done && i < pages.line_count; i++)
        *rows += labels_contain(ruleset->labels, pages.lines[i].label);
    arena_free(arena);
    return done ||
           error_set(error, CODE_LIMIT_MEMORY, document->source.path,
                     "Its tables need more than %zu bytes of memory.", options->memory_bytes);
}
