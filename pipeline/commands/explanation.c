#include "pipeline/commands/explanation.h"
#include "core/text/utf8.h"
#include "pipeline/cli/location.h"

#include <stdio.h>
#include <string.h>

enum { NAME_COLUMNS = 20, PATH_DEPTH = 16 };

static void put_heading(const struct explanation *e, struct buffer *out, const char *text) {
    buffer_printf(out, "\n%s%s%s\n", e->colour ? "\033[1m" : "", text, e->colour ? "\033[0m" : "");
}

/* The columns of the word at `text`, up to the next space or line end; *length is its bytes. */
static size_t measure_word(const char *text, size_t *length) {
    *length = strcspn(text, " \n");
    return utf8_count(text, *length);
}

static void start_line(struct buffer *out, size_t *column) {
    buffer_printf(out, "\n%*s", NAME_COLUMNS + 2, "");
    *column = NAME_COLUMNS + 2;
}

/* Puts the text from the column on, broken between words at the width. */
static void put_wrapped(struct buffer *out, const char *text, size_t width) {
    size_t column = NAME_COLUMNS + 2, length;
    while (*text) {
        size_t columns = measure_word(text, &length);
        bool first = column == NAME_COLUMNS + 2;
        if (!first && column + 1 + columns > width) {
            start_line(out, &column);
        } else if (!first) {
            buffer_putc(out, ' ');
            column++;
        }
        buffer_put_printable(out, text, length);
        column += columns;
        text += length;
        if (*text == '\n')
            start_line(out, &column);
        text += *text != '\0';
    }
}

/* Puts "  name   text", with further lines of the text below its first. */
static void put_line(const struct explanation *e, struct buffer *out, const char *name,
                     const char *text) {
    size_t columns = utf8_count(name, strlen(name));
    buffer_printf(out, "  %s%*s", name, (int)(columns < NAME_COLUMNS ? NAME_COLUMNS - columns : 1),
                  "");
    put_wrapped(out, text, e->width);
    buffer_putc(out, '\n');
}

static void put_quoted_line(const struct explanation *e, struct buffer *out, const char *name,
                            const char *text) {
    struct buffer quoted;
    buffer_init(&quoted, out->limit);
    buffer_printf(&quoted, "\"%s\"", text);
    put_line(e, out, name, buffer_text(&quoted));
    buffer_free(&quoted);
}

static void put_location(const struct explanation *e, struct buffer *out, const char *at) {
    struct buffer text;
    buffer_init(&text, out->limit);
    location_describe(e->document, at, &text);
    if (strcmp(buffer_text(&text), at) != 0)
        buffer_printf(&text, "  (%s)", at);
    put_line(e, out, "place", buffer_text(&text));
    buffer_free(&text);
}

static void put_label(struct buffer *out, const struct form_row *row) {
    if (*row->stt)
        buffer_printf(out, "%s ", row->stt);
    buffer_puts(out, row->label);
}

/* Puts the headings above the row, outermost first. */
static void put_parents(const struct explanation *e, struct buffer *out) {
    int path[PATH_DEPTH], depth = 0;
    for (int at = e->row->parent; at >= 0 && depth < PATH_DEPTH; at = e->ruleset->rows[at].parent)
        path[depth++] = at;
    struct buffer text;
    buffer_init(&text, out->limit);
    for (int i = depth - 1; i >= 0; i--) {
        put_label(&text, &e->ruleset->rows[path[i]]);
        buffer_puts(&text, i > 0 ? " › " : "");
    }
    if (depth > 0)
        put_line(e, out, "under", buffer_text(&text));
    buffer_free(&text);
}

static void put_codes(const struct explanation *e, struct buffer *out) {
    struct buffer text;
    buffer_init(&text, out->limit);
    for (size_t i = 0; i < e->row->code_count; i++)
        buffer_printf(&text, "%s%d = %s", i ? ", " : "", e->row->codes[i].code,
                      e->row->codes[i].label);
    if (e->row->code_count > 0)
        put_line(e, out, "codes", buffer_text(&text));
    buffer_free(&text);
}

static void put_indicator(const struct explanation *e, struct buffer *out) {
    const struct metadata *head = &e->report->metadata;
    buffer_printf(out, "%s%s  ", e->colour ? "\033[1m" : "", e->row->id);
    put_label(out, e->row);
    buffer_puts(out, e->colour ? "\033[0m\n" : "\n");
    put_parents(e, out);
    if (*e->row->unit)
        put_line(e, out, "unit", e->row->unit);
    put_line(e, out, "kind", kind_word(e->row->kind));
    put_codes(e, out);
    put_line(e, out, "document", e->document->source.path);
    if (head->issuer)
        put_line(e, out, "issuer", head->issuer);
    if (head->period)
        put_line(e, out, "period", head->period);
}

/* What the status means; the particulars of a cell are in the events' messages. */
static const char *const status_sentences[STATUS_COUNT] = {
    [STATUS_REPORTED] = "A value was read, and no other reading is plausible.",
    [STATUS_BLANK] = "The row's value cell is empty or a dash. That is not zero: the report says "
                     "nothing about this indicator.",
    [STATUS_NOT_APPLICABLE] = "The cell says that the indicator does not apply to this body.",
    [STATUS_INVALID] = "The cell's text cannot be a value of this indicator.",
    [STATUS_REVIEW] = "A value was read, but another reading is plausible: a person must decide, "
                      "and until then it is in no sum.",
    [STATUS_MISSING] = "No row of the document's table matches this row of the form.",
};

static void put_result(const struct explanation *e, struct buffer *out) {
    const struct observation *o = e->observation;
    put_heading(e, out, "Result");
    if (!o) {
        put_line(e, out, "status", "none");
        put_line(e, out, "why", "No table of the document is the form, so nothing was read.");
        return;
    }
    char value[64];
    put_line(e, out, "status", status_word(o->status));
    if (o->has_value) {
        snprintf(value, sizeof value, "%.15g", o->value);
        put_line(e, out, o->status == STATUS_REVIEW ? "likely value" : "value", value);
    }
    if (o->has_fraction) {
        snprintf(value, sizeof value, "%.15g / %.15g", o->numerator, o->denominator);
        put_line(e, out, "fraction", value);
    }
    put_line(e, out, "why", status_sentences[o->status]);
}

/* "149/149" → fraction → 100 */
static void put_steps(const struct explanation *e, struct buffer *out) {
    const struct observation *o = e->observation;
    struct buffer text;
    buffer_init(&text, out->limit);
    buffer_printf(&text, "\"%s\"", o->raw);
    for (size_t i = 0; i < o->step_count; i++)
        buffer_printf(&text, " → %s", o->steps[i]);
    if (o->has_value)
        buffer_printf(&text, " → %.15g", o->value);
    if (o->step_count > 0)
        put_line(e, out, "read as", buffer_text(&text));
    buffer_free(&text);
}

static void put_cell(const struct explanation *e, struct buffer *out) {
    const struct observation *o = e->observation;
    if (!o || !o->at)
        return;
    put_heading(e, out, "Cell");
    put_location(e, out, o->at);
    if (!o->raw)
        return;
    put_quoted_line(e, out, "text", o->raw);
    put_steps(e, out);
}

/* Puts an event's message and values, except those that the cell's lines show already. */
static void put_event(const struct explanation *e, const struct event *event, struct buffer *out) {
    static const char *const known[] = {"raw", "steps", "status", "value"};
    const struct observation *o = e->observation;
    if (event->message)
        put_line(e, out, "", event->message);
    if (event->at && (!o || !o->at || strcmp(event->at, o->at) != 0))
        put_location(e, out, event->at);
    if (event->rule && (!o || !o->rule || strcmp(event->rule, o->rule) != 0))
        put_line(e, out, "rule", event->rule);
    for (size_t i = 0; i < event->field_count; i++) {
        const struct event_field *field = &event->fields[i];
        bool shown = !field->text || !*field->text;
        for (size_t k = 0; k < sizeof known / sizeof known[0]; k++)
            shown = shown || strcmp(field->name, known[k]) == 0;
        if (!shown)
            put_line(e, out, field->name, field->text);
    }
}

/* The label of the runner-up, of which the event has only the id. */
static void put_runner_up(const struct explanation *e, const struct event *event,
                          struct buffer *out) {
    for (size_t i = 0; i < event->field_count; i++) {
        int row = strcmp(event->fields[i].name, "runner-up") == 0
                      ? ruleset_row(e->ruleset, event->fields[i].text)
                      : -1;
        if (row >= 0)
            put_line(e, out, "runner-up's label", e->ruleset->rows[row].label);
    }
}

static const char *heading_of(enum code code) {
    switch (code) {
    case CODE_ROW_MATCHED:
    case CODE_ROW_MISSING:
        return "Row";
    case CODE_VALUE_READ:
    case CODE_VALUE_REFUSED:
        return "Reading";
    default:
        return code_sentence(code);
    }
}

/* A reading without a message of its own adds nothing to the cell's lines. */
static bool adds_information(const struct event *event) {
    bool reading = event->code == CODE_VALUE_READ || event->code == CODE_VALUE_REFUSED;
    return !reading || event->field_count > 4 ||
           (event->message && strcmp(event->message, code_sentence(event->code)) != 0);
}

static void put_events(const struct explanation *e, struct buffer *out) {
    const struct observation *o = e->observation;
    for (size_t i = 0; i < e->events->count; i++) {
        const struct event *event = &e->events->items[i].event;
        bool about = event->indicator && strcmp(event->indicator, e->row->id) == 0;
        bool here = !event->indicator && o && o->at && event->at && strcmp(event->at, o->at) == 0;
        if ((!about && !here) || event->code == CODE_CHECK_FAILED || !adds_information(event))
            continue;
        put_heading(e, out, heading_of(event->code));
        put_event(e, event, out);
        put_runner_up(e, event, out);
    }
}

static bool check_involves(const struct explanation *e, const char *id) {
    const struct ruleset *rules = e->ruleset;
    for (size_t i = 0; i < rules->check_count; i++) {
        const struct check *check = &rules->checks[i];
        if (strcmp(check->id, id) != 0)
            continue;
        if (&rules->rows[check->left] == e->row)
            return true;
        for (size_t k = 0; k < check->right_count; k++)
            if (&rules->rows[check->right[k]] == e->row)
                return true;
    }
    return false;
}

static void put_findings(const struct explanation *e, struct buffer *out) {
    size_t shown = 0;
    for (size_t i = 0; i < e->report->finding_count; i++) {
        const struct finding *finding = &e->report->findings[i];
        bool named = finding->indicator && strcmp(finding->indicator, e->row->id) == 0;
        if (!named && !check_involves(e, finding->check))
            continue;
        if (shown++ == 0)
            put_heading(e, out, "Findings");
        put_line(e, out, severity_word(finding->severity), finding->message);
        put_line(e, out, "", finding->check);
        if (finding->at)
            put_location(e, out, finding->at);
    }
}

/* Puts what must hold: "1.5-1 = 1.5-2 + 1.5-3". */
static void put_relation(const struct explanation *e, const struct check *check,
                         struct buffer *out) {
    static const char *const signs[] = {[RELATION_EQUALS] = " = ",
                                        [RELATION_AT_MOST] = " ≤ ",
                                        [RELATION_AT_LEAST] = " ≥ ",
                                        [RELATION_PROSE] = " = the value in the prose"};
    buffer_printf(out, "%s%s", e->ruleset->rows[check->left].id, signs[check->relation]);
    for (size_t i = 0; i < check->right_count; i++)
        buffer_printf(out, "%s%s", i ? " + " : "", e->ruleset->rows[check->right[i]].id);
    if (check->why)
        buffer_printf(out, "; else %s", check->why);
}

static void put_checks(const struct explanation *e, struct buffer *out) {
    size_t shown = 0;
    for (size_t i = 0; i < e->ruleset->check_count; i++) {
        const struct check *check = &e->ruleset->checks[i];
        if (!check_involves(e, check->id))
            continue;
        if (shown++ == 0)
            put_heading(e, out, "Checks that involve it");
        struct buffer text;
        buffer_init(&text, out->limit);
        put_relation(e, check, &text);
        buffer_printf(out, "  %s\n", check->id);
        put_line(e, out, "", buffer_text(&text));
        buffer_free(&text);
    }
}

void explanation_print(const struct explanation *explanation, struct buffer *out) {
    put_indicator(explanation, out);
    put_result(explanation, out);
    put_cell(explanation, out);
    put_events(explanation, out);
    put_findings(explanation, out);
    put_checks(explanation, out);
}
