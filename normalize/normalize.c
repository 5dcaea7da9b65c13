#include "normalize/normalize.h"
#include "normalize/check.h"
#include "normalize/value/doubt.h"
#include "normalize/text/fold.h"
#include "normalize/table/pages.h"
#include "normalize/prose/head.h"
#include "normalize/prose/mention.h"
#include "normalize/text/number.h"
#include "normalize/table/match.h"
#include "normalize/prose/section.h"
#include "normalize/prose/register.h"
#include "normalize/value/value.h"
#include "normalize/text/words.h"

#include <stdio.h>
#include <string.h>

/* A report of the form takes some 3 MB with its alignment; a 5,000-row table against a form of
 * 1,000 rows some 20. */
#define REPORT_BYTES_MAX ((size_t)1 << 30)

struct work {
    const struct document *document;
    const struct ruleset *ruleset;
    const struct event_sink *sink;
    struct report *report;
    struct arena *arena;   /* the report's */
    struct arena *scratch; /* freed when the report is done */
    struct form_tables tables;
    struct row_match *matches;
    int *line_rows;
    const struct observation **observation_of_row;
    struct finding_list findings;
};

struct normalize_options normalize_options_default(void) {
    return (struct normalize_options){.memory_bytes = REPORT_BYTES_MAX};
}

/* The line of a match that holds the value: the second half's when the first has none. */
static const struct form_line *value_line(const struct work *w, const struct row_match *match) {
    const struct form_line *first = &w->tables.lines[match->line];
    if (match->second < 0)
        return first;
    const struct form_line *second = &w->tables.lines[match->second];
    return !form_is_filled(first->value) && second->value ? second : first;
}

static void tell_value(const struct work *w, const struct observation *o,
                       const struct value_reading *reading) {
    if (!event_wanted(w->sink) || o->status == STATUS_BLANK)
        return;
    char value[40] = "", steps[200] = "";
    size_t length = 0;
    if (reading->has_value)
        snprintf(value, sizeof value, "%.15g", reading->value);
    for (size_t i = 0; i < reading->step_count; i++) {
        int n = snprintf(steps + length, sizeof steps - length, "%s%s", i ? ", " : "",
                         reading->steps[i]);
        length += n > 0 && (size_t)n < sizeof steps - length ? (size_t)n : 0;
    }
    struct event_field fields[4] = {
        {"raw", o->raw}, {"steps", steps}, {"status", status_word(o->status)}, {"value", value}};
    enum code code = o->status == STATUS_REPORTED ? CODE_VALUE_READ : CODE_VALUE_REFUSED;
    event_emit(w->sink, &(struct event){.code = code,
                                        .at = o->at,
                                        .rule = o->rule,
                                        .indicator = o->indicator,
                                        .message = reading->message,
                                        .fields = fields,
                                        .field_count = reading->has_value ? 4u : 3u});
}

static bool keep_steps(struct work *w, struct observation *o, const struct value_reading *reading) {
    o->step_count = reading->step_count;
    o->steps = arena_array(w->arena, reading->step_count + 1, sizeof *o->steps);
    for (size_t i = 0; o->steps && i < reading->step_count; i++)
        o->steps[i] = reading->steps[i];
    return o->steps != NULL;
}

static bool find_fault(struct work *w, const struct observation *o,
                       const struct value_reading *reading) {
    if (o->status != STATUS_REVIEW && o->status != STATUS_INVALID)
        return true;
    bool is_review = o->status == STATUS_REVIEW;
    return finding_add(&w->findings, is_review ? "value-review" : "value-invalid", SEVERITY_WARNING,
                       o->indicator, o->at, "%s", reading->message ? reading->message : "");
}

static bool read_row(struct work *w, size_t index, struct row_reading *out) {
    const struct row_match *match = &w->matches[index];
    *out = (struct row_reading){.row = &w->ruleset->rows[index],
                                .line = match->line < 0 ? NULL : value_line(w, match)};
    if (!out->line)
        return true;
    if (!value_read(w->ruleset, out->row, out->line->value, w->arena, &out->value))
        return false;
    struct doubts doubts = {.document = w->document,
                            .ruleset = w->ruleset,
                            .tables = &w->tables,
                            .line_rows = w->line_rows,
                            .period = w->report->metadata.period,
                            .arena = w->arena};
    doubt_value(&doubts, out->row, match, out->line, &out->value);
    return true;
}

static bool observe(struct work *w, const struct row_reading *reading,
                    const struct row_match *match, struct observation *o) {
    const struct form_row *row = reading->row;
    const struct form_line *line = reading->line;
    *o = (struct observation){.indicator = row->id,
                              .label = row->label,
                              .unit = *row->unit ? row->unit : NULL,
                              .status = STATUS_MISSING};
    if (!line)
        return true;
    o->status = reading->value.status;
    o->raw = line->value ? arena_strdup(w->arena, line->value->text) : "";
    o->has_value = reading->value.has_value;
    o->value = reading->value.value;
    o->has_fraction = reading->value.has_fraction;
    o->numerator = reading->value.numerator;
    o->denominator = reading->value.denominator;
    o->at = form_location(w->arena, line->value_block, line->value_row, line->value_column);
    o->rule = "table";
    o->has_score = true;
    o->score = match->score;
    if (!o->raw || !o->at || !keep_steps(w, o, &reading->value))
        return false;
    tell_value(w, o, &reading->value);
    return find_fault(w, o, &reading->value);
}

static bool observe_all(struct work *w) {
    const struct ruleset *rules = w->ruleset;
    struct report *r = w->report;
    r->observations = arena_array(w->arena, rules->row_count, sizeof *r->observations);
    w->observation_of_row = arena_array(w->scratch, rules->row_count, sizeof(void *));
    struct row_reading *readings = arena_array(w->scratch, rules->row_count, sizeof *readings);
    if (!r->observations || !w->observation_of_row || !readings)
        return false;
    for (size_t i = 0; i < rules->row_count; i++)
        if (!read_row(w, i, &readings[i]))
            return false;
    doubt_shares(readings, rules->row_count);
    for (size_t i = 0; i < rules->row_count; i++) {
        if (rules->rows[i].kind == KIND_HEADING)
            continue;
        struct observation *o = &r->observations[r->observation_count++];
        if (!observe(w, &readings[i], &w->matches[i], o))
            return false;
        w->observation_of_row[i] = o;
    }
    return true;
}

/* ---- coverage ---- */

static bool stray_value(struct work *w, const struct block *block, const struct cell *cell,
                        const char *label) {
    w->report->coverage.unmatched_values++;
    char *at = form_location(w->arena, block, cell->row, cell->column);
    if (!at)
        return false;
    return finding_add(&w->findings, "unmatched-value", SEVERITY_WARNING, NULL, at,
                       "\"%s\" stands beside \"%s\", which takes no value in the form.", cell->text,
                       label);
}

/* Tells of a number in another column of a line whose value cell is blank. */
static bool misplaced_value(struct work *w, const struct form_line *line, size_t row) {
    const struct cell *cell = line->elsewhere;
    if (!cell)
        return true;
    char *at = form_location(w->arena, line->block, cell->row, cell->column);
    w->report->coverage.unmatched_values++;
    return at &&
           finding_add(&w->findings, "misplaced-value", SEVERITY_WARNING, w->ruleset->rows[row].id,
                       at, "\"%s\" stands in the row, but not in the value column, which is blank.",
                       cell->text);
}

/* What stands behind the form's last row of a block and begins with no figure is the page's foot: a
 * date, a signature. */
static bool is_foot(const struct work *w, const struct block *block, uint32_t row,
                    const struct cell *cell) {
    bool behind = !form_holds(w->tables.extents, (size_t)(block - w->document->blocks), row);
    return behind && (!cell || number_find(cell->text) != cell->text);
}

/* How many words of a folded text make this key. */
static const char *behind_words(const char *text, const char *key) {
    for (; *key; key += strcspn(key, " "), key += *key == ' ') {
        text += strspn(text, " -:,.");
        text += strcspn(text, " ");
    }
    return text + strspn(text, " -:,.");
}

/* Tells of what a clerk wrote behind the form's label. */
static bool tell_label_note(struct work *w, size_t row, const struct form_line *line) {
    const char *own = fold_key(w->scratch, w->ruleset->rows[row].label);
    const char *key = fold_key(w->scratch, line->text);
    if (!own || !key)
        return false;
    size_t length = strlen(own);
    if (!length || strncmp(key, own, length) != 0 || key[length] != ' ')
        return true;
    char *at = form_location(w->arena, line->block, line->row, 0);
    return at && finding_add(&w->findings, "label-note", SEVERITY_NOTE, w->ruleset->rows[row].id,
                             at, "The label goes on: \"%s\".", behind_words(line->text, own));
}

/* A number outside the value column of a row that is none of the form's: its cells may have moved.
 */
static bool cover_moved(struct work *w, const struct form_line *line) {
    const struct cell *cell = line->elsewhere;
    bool inside =
        form_holds(w->tables.extents, (size_t)(line->block - w->document->blocks), line->row);
    return !cell || !inside || stray_value(w, line->block, cell, line->text);
}

static bool cover_free_lines(struct work *w) {
    for (size_t i = 0; i < w->tables.line_count; i++) {
        const struct form_line *line = &w->tables.lines[i];
        if (w->line_rows[i] >= 0 || is_foot(w, line->value_block, line->value_row, line->value))
            continue;
        w->report->coverage.unmatched_rows++;
        if (form_says(w->ruleset, w->scratch, line->value)
                ? !stray_value(w, line->value_block, line->value, line->text)
                : !cover_moved(w, line))
            return false;
    }
    return true;
}

static bool cover_row(struct work *w, size_t row) {
    const struct row_match *match = &w->matches[row];
    struct coverage *c = &w->report->coverage;
    if (match->line < 0)
        return true;
    c->continuation_rows += match->second >= 0;
    if (!tell_label_note(w, row, &w->tables.lines[match->line]))
        return false;
    const struct form_line *line = value_line(w, match);
    if (w->ruleset->rows[row].kind != KIND_HEADING) {
        bool blank = w->observation_of_row[row]->status == STATUS_BLANK;
        c->indicator_rows++;
        c->observed_values += !blank;
        if (!blank)
            return true;
        return misplaced_value(w, &w->tables.lines[match->line], row) &&
               (match->second < 0 || misplaced_value(w, &w->tables.lines[match->second], row));
    }
    c->heading_rows++;
    if (!form_says(w->ruleset, w->scratch, line->value))
        return true;
    return stray_value(w, line->value_block, line->value, w->ruleset->rows[row].label);
}

static bool cover(struct work *w) {
    struct coverage *c = &w->report->coverage;
    c->header_rows = w->tables.header_rows;
    for (size_t i = 0; i < w->tables.rest_count; i++) {
        const struct form_rest *rest = &w->tables.rests[i];
        c->continuation_rows +=
            form_holds(w->tables.extents, (size_t)(rest->block - w->document->blocks), rest->row);
    }
    for (size_t i = 0; i < w->ruleset->row_count; i++)
        if (!cover_row(w, i))
            return false;
    for (size_t i = 0; i < w->tables.stray_count; i++) {
        const struct form_stray *stray = &w->tables.strays[i];
        if (form_says(w->ruleset, w->scratch, stray->cell) &&
            !is_foot(w, stray->block, stray->cell->row, stray->cell) &&
            !stray_value(w, stray->block, stray->cell, ""))
            return false;
    }
    return cover_free_lines(w);
}

/* ---- the whole ---- */

static bool copy_source(struct work *w) {
    w->report->source = w->document->source;
    w->report->source.path = arena_strdup(w->arena, w->document->source.path);
    w->report->source.format = arena_strdup(w->arena, w->document->source.format);
    return !arena_failed(w->arena);
}

static bool find_form(struct work *w) {
    if (!form_find(w->document, w->ruleset, w->scratch, w->sink, &w->tables))
        return false;
    if (w->tables.line_count == 0) {
        event_note(w->sink, CODE_FORM_NOT_FOUND, NULL, NULL);
        return finding_add(&w->findings, "form-not-found", SEVERITY_ERROR, NULL, NULL,
                           "No table of the document bears the form %s; nothing was read from it.",
                           w->ruleset->form);
    }
    w->report->form = arena_strdup(w->arena, w->ruleset->form);
    event_note(w->sink, CODE_FORM_FOUND, NULL, "%zu rows were read as the form %s.",
               w->tables.line_count, w->ruleset->form);
    if (!w->tables.copy)
        return w->report->form != NULL;
    char *at = form_location(w->arena, w->tables.copy, 0, 0);
    return at && w->report->form &&
           finding_add(&w->findings, "form-twice", SEVERITY_ERROR, NULL, at,
                       "The form stands in the document twice; the first was read.");
}

/* Behind the last matched row of a block stands the page's foot. */
static void end_extents(struct work *w) {
    const struct document *document = w->document;
    for (size_t b = 0; b < document->block_count; b++) {
        struct form_extent *extent = &w->tables.extents[b];
        uint32_t end = 0;
        for (size_t i = 0; extent->is_form && i < w->tables.line_count; i++) {
            const struct form_line *line = &w->tables.lines[i];
            if (line->block == &document->blocks[b] && w->line_rows[i] >= 0 && line->row >= end)
                end = line->row + 1;
        }
        for (size_t i = 0; extent->is_form && i < w->tables.rest_count; i++) {
            const struct form_rest *rest = &w->tables.rests[i];
            end += end > 0 && rest->block == &document->blocks[b] && rest->row == end;
        }
        if (extent->is_form && end > 0)
            extent->end_row = end;
    }
}

static bool match_form(struct work *w) {
    if (w->tables.line_count == 0)
        return true;
    if (!rows_match(&w->tables, w->ruleset, w->scratch, w->sink, &w->matches, &w->line_rows))
        return false;
    end_extents(w);
    return true;
}

static bool read_form(struct work *w) {
    if (!observe_all(w) || !cover(w))
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
static const char *name_nearest(struct work *w, const struct unit_match *match) {
    const char *text = "";
    for (size_t i = 0; text && i < match->nearest_count; i++)
        text = arena_printf(w->scratch, "%s%s%s (%.2f)", text, i ? ", " : "",
                            match->nearest[i].unit->name, match->nearest[i].likeness);
    return text;
}

static bool tell_unknown(struct work *w, const struct unit_match *match) {
    const char *issuer = w->report->metadata.issuer, *nearest = name_nearest(w, match);
    if (!nearest)
        return false;
    if (match->ambiguous)
        return finding_add(&w->findings, "issuer-ambiguous", SEVERITY_WARNING, NULL, NULL,
                           "\"%s\" is the name of several units of the register: %s.", issuer,
                           nearest);
    return finding_add(&w->findings, "issuer-unknown", SEVERITY_WARNING, NULL, NULL,
                       "\"%s\" is no unit of the register%s%s.", issuer,
                       *nearest ? "; the nearest: " : "", nearest);
}

static bool match_unit(struct work *w) {
    struct metadata *m = &w->report->metadata;
    struct unit_match match;
    if (!m->issuer)
        return finding_add(&w->findings, "issuer-missing", SEVERITY_WARNING, NULL, NULL,
                           "The report names no body that issues it.");
    if (!unit_match(w->ruleset, m->issuer, m->parent, m->symbol, w->scratch, &match))
        return false;
    if (!match.unit)
        return w->ruleset->unit_count == 0 || tell_unknown(w, &match);
    m->unit = match.unit->id;
    m->unit_score = match.score;
    struct event_field fields[] = {{"unit", match.unit->id}, {"name", match.unit->name}};
    event_emit(w->sink, &(struct event){.code = CODE_UNIT_MATCHED,
                                        .message = match.how,
                                        .fields = fields,
                                        .field_count = 2});
    return true;
}

static bool read_metadata(struct work *w) {
    struct metadata *m = &w->report->metadata;
    if (!head_read(w->document, w->ruleset, w->tables.extents, w->arena, w->sink, m) ||
        !match_unit(w))
        return false;
    return m->period || finding_add(&w->findings, "period-missing", SEVERITY_WARNING, NULL, NULL,
                                    "The report's title names no period that can be read.");
}

/* Mentions, and headings that have nothing under them. */
static bool read_prose(struct work *w) {
    struct sections sections;
    if (!sections_read(w->document, w->ruleset, w->tables.extents, w->arena, &sections))
        return false;
    for (size_t i = 0; i < sections.count; i++) {
        const struct section *section = &sections.all[i];
        char at[BLOCK_ID_BYTES];
        block_id(&w->document->blocks[section->block], at);
        const char *place = section->empty ? arena_strdup(w->arena, at) : NULL;
        if (section->empty &&
            (!place ||
             !finding_add(&w->findings, "section-empty", SEVERITY_NOTE, NULL, place,
                          "Nothing stands under \"%s\" (%s).", section->text, section->path)))
            return false;
    }
    return mention_find(w->document, w->ruleset, w->tables.extents, &sections, w->arena, w->sink,
                        &w->report->mentions, &w->report->mention_count);
}

static bool normalize(struct work *w) {
    if (!copy_source(w) || !find_form(w) || !match_form(w) || !read_metadata(w) ||
        !doubt_choose_columns(&w->tables, w->ruleset, w->report->metadata.period, w->scratch) ||
        !read_prose(w))
        return false;
    if (w->tables.line_count > 0 && !read_form(w))
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
        done = normalize(&w);
    }
    arena_free(w.scratch);
    if (!done) {
        report_free(w.report);
        return error_set(error, CODE_LIMIT_MEMORY, document->source.path,
                         "The report needs more than %zu bytes of memory; the document is "
                         "larger than any report of this form.",
                         options->memory_bytes);
    }
    *report = w.report;
    return true;
}

bool normalize_look(const struct document *document, const struct ruleset *ruleset,
                    const struct normalize_options *options, size_t *rows, struct error *error) {
    const struct event_sink nobody = {.emit = NULL};
    struct arena *arena = arena_new(options->memory_bytes);
    struct form_tables tables;
    bool done = arena && form_find(document, ruleset, arena, &nobody, &tables);
    *rows = 0;
    for (size_t i = 0; done && i < tables.line_count; i++)
        *rows += labels_known(ruleset->labels, tables.lines[i].label);
    arena_free(arena);
    return done ||
           error_set(error, CODE_LIMIT_MEMORY, document->source.path,
                     "Its tables need more than %zu bytes of memory.", options->memory_bytes);
}
