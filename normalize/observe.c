#include "normalize/observe.h"
#include "normalize/value/doubt.h"

#include <stdio.h>

static void emit_value_event(const struct work *w, const struct observation *o,
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

static bool copy_steps(struct work *w, struct observation *o, const struct value_reading *reading) {
    o->step_count = reading->step_count;
    o->steps = arena_array(w->arena, reading->step_count + 1, sizeof *o->steps);
    for (size_t i = 0; o->steps && i < reading->step_count; i++)
        o->steps[i] = reading->steps[i];
    return o->steps != NULL;
}

static bool report_doubtful_value(struct work *w, const struct observation *o,
                                  const struct value_reading *reading) {
    if (o->status != STATUS_REVIEW && o->status != STATUS_INVALID)
        return true;
    bool is_review = o->status == STATUS_REVIEW;
    return finding_add(&w->findings, is_review ? "value-review" : "value-invalid", SEVERITY_WARNING,
                       o->indicator, o->at, "%s", reading->message ? reading->message : "");
}

static bool read_row(struct work *w, size_t index, struct doubt_reading *out) {
    const struct row_match *match = &w->matches[index];
    *out =
        (struct doubt_reading){.row = &w->ruleset->rows[index],
                               .line = match->line < 0 ? NULL : match_value_line(&w->pages, match)};
    if (!out->line)
        return true;
    if (!value_read(w->ruleset, out->row, out->line->value, w->arena, &out->value))
        return false;
    struct doubt_context doubts = {.document = w->document,
                                   .ruleset = w->ruleset,
                                   .pages = &w->pages,
                                   .line_rows = w->line_rows,
                                   .restated = w->restated[index],
                                   .magnitude = w->magnitude,
                                   .annex = annex_doubt(&w->annex),
                                   .shifted = w->shifted,
                                   .period = w->report->metadata.period,
                                   .arena = w->arena};
    doubt_value(&doubts, out->row, match, out->line, &out->value);
    return true;
}

static bool observe(struct work *w, const struct doubt_reading *reading,
                    const struct row_match *match, struct observation *o) {
    const struct form_row *row = reading->row;
    const struct line *line = reading->line;
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
    o->at = line_cell_location(w->arena, line->value_block, line->value_row, line->value_column);
    o->rule = "table";
    o->has_score = true;
    o->score = match->score;
    if (!o->raw || !o->at || !copy_steps(w, o, &reading->value))
        return false;
    emit_value_event(w, o, &reading->value);
    return report_doubtful_value(w, o, &reading->value);
}

bool observe_all(struct work *w) {
    const struct ruleset *rules = w->ruleset;
    struct report *r = w->report;
    r->observations = arena_array(w->arena, rules->row_count, sizeof *r->observations);
    w->observation_of_row = arena_array(w->scratch, rules->row_count, sizeof(void *));
    struct doubt_reading *readings = arena_array(w->scratch, rules->row_count, sizeof *readings);
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
