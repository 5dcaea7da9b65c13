#include "core/json/json.h"
#include "core/json/record.h"
#include "normalize/report.h"

#include <string.h>

#define SCHEMA "chitieu.report/1"

/* ---- out ---- */

/* No key at all when the list is empty. */
static void write_strings(struct json *json, const char *key, const char **strings, size_t count) {
    if (count == 0)
        return;
    json_key(json, key);
    json_array_open(json);
    for (size_t i = 0; i < count; i++)
        json_put_string(json, strings[i]);
    json_array_close(json);
}

static void write_metadata(struct json *json, const struct metadata *metadata) {
    json_key(json, "report");
    json_object_open(json);
    json_key_string(json, "issuer", metadata->issuer);
    json_key_string(json, "parent", metadata->parent);
    json_key_string(json, "unit", metadata->body);
    if (metadata->body)
        json_key_number(json, "unit_score", metadata->body_score);
    json_key_string(json, "number", metadata->number);
    json_key_string(json, "symbol", metadata->symbol);
    json_key_string(json, "issued_on", metadata->issued_on);
    json_key_string(json, "place", metadata->place);
    json_key_string(json, "title", metadata->title);
    json_key_string(json, "period", metadata->period);
    json_key_string(json, "signer", metadata->signer);
    json_key_string(json, "signer_title", metadata->signer_title);
    write_strings(json, "recipients", metadata->recipients, metadata->recipient_count);
    json_object_close(json);
}

static void write_observation(struct json *json, const struct observation *o) {
    json_object_open(json);
    json_key_string(json, "indicator", o->indicator);
    json_key_string(json, "label", o->label);
    json_key_string(json, "unit", o->unit);
    json_key_string(json, "status", status_word(o->status));
    json_key_string(json, "raw", o->raw);
    if (o->has_value)
        json_key_number(json, "value", o->value);
    if (o->has_fraction) {
        json_key_number(json, "numerator", o->numerator);
        json_key_number(json, "denominator", o->denominator);
    }
    json_key_string(json, "at", o->at);
    json_key_string(json, "rule", o->rule);
    if (o->has_score)
        json_key_number(json, "score", o->score);
    write_strings(json, "steps", o->steps, o->step_count);
    json_object_close(json);
}

static void write_mention(struct json *json, const struct mention *mention) {
    json_object_open(json);
    json_key_string(json, "rule", mention->rule);
    json_key_string(json, "at", mention->at);
    json_key_string(json, "section", mention->section);
    json_key_string(json, "text", mention->text);
    if (mention->field_count > 0) {
        json_key(json, "fields");
        json_object_open(json);
        for (size_t i = 0; i < mention->field_count; i++)
            json_key_string(json, mention->fields[i].name, mention->fields[i].value);
        json_object_close(json);
    }
    json_object_close(json);
}

static void write_finding(struct json *json, const struct finding *finding) {
    json_object_open(json);
    json_key_string(json, "check", finding->check);
    json_key_string(json, "severity", severity_word(finding->severity));
    json_key_string(json, "indicator", finding->indicator);
    json_key_string(json, "at", finding->at);
    json_key_string(json, "message", finding->message);
    json_object_close(json);
}

static void write_coverage(struct json *json, const struct coverage *coverage) {
    json_key(json, "coverage");
    json_object_open(json);
    json_key(json, "rows");
    json_object_open(json);
    json_key_integer(json, "indicator", coverage->indicator_rows);
    json_key_integer(json, "heading", coverage->heading_rows);
    json_key_integer(json, "header", coverage->header_rows);
    json_key_integer(json, "continuation", coverage->continuation_rows);
    json_key_integer(json, "unmatched", coverage->unmatched_rows);
    json_object_close(json);
    json_key(json, "values");
    json_object_open(json);
    json_key_integer(json, "observed", coverage->observed_values);
    json_key_integer(json, "unmatched", coverage->unmatched_values);
    json_object_close(json);
    json_object_close(json);
}

void report_to_json(const struct report *report, struct buffer *out) {
    struct json json = {.out = out};
    json_object_open(&json);
    json_key_string(&json, "schema", SCHEMA);
    source_to_json(&report->source, &json);
    json_key_string(&json, "form", report->form);
    write_metadata(&json, &report->metadata);
    json_key(&json, "observations");
    json_array_open(&json);
    for (size_t i = 0; i < report->observation_count; i++)
        write_observation(&json, &report->observations[i]);
    json_array_close(&json);
    json_key(&json, "mentions");
    json_array_open(&json);
    for (size_t i = 0; i < report->mention_count; i++)
        write_mention(&json, &report->mentions[i]);
    json_array_close(&json);
    json_key(&json, "findings");
    json_array_open(&json);
    for (size_t i = 0; i < report->finding_count; i++)
        write_finding(&json, &report->findings[i]);
    json_array_close(&json);
    write_coverage(&json, &report->coverage);
    json_object_close(&json);
}

/* ---- in ---- */

/* The database identifies a report by the hash of its document. */
static void read_source(struct record *record, const json_t *root, struct source *source) {
    source_from_json(record, root, source);
    if (!*source->sha256)
        record_fault(record, "source.sha256", "64 hexadecimal digits; the key is missing");
}

static void read_metadata(struct record *record, const json_t *root, struct metadata *metadata) {
    const json_t *object = record_object(record, root, "report");
    strcpy(record->path, "report");
    metadata->issuer = record_string(record, object, "issuer");
    metadata->parent = record_string(record, object, "parent");
    metadata->body = record_string(record, object, "unit");
    bool has_score;
    metadata->body_score = record_number(record, object, "unit_score", &has_score);
    if (metadata->body && !has_score)
        record_fault(record, "unit_score", "a number, since unit is present");
    metadata->number = record_string(record, object, "number");
    metadata->symbol = record_string(record, object, "symbol");
    metadata->issued_on = record_string(record, object, "issued_on");
    metadata->place = record_string(record, object, "place");
    metadata->title = record_string(record, object, "title");
    metadata->period = record_string(record, object, "period");
    metadata->signer = record_string(record, object, "signer");
    metadata->signer_title = record_string(record, object, "signer_title");
    metadata->recipients = record_strings(record, object, "recipients", &metadata->recipient_count);
    record->path[0] = '\0';
}

/* A reported observation has a value, one under review may have one, all others have none. */
static void check_value_presence(struct record *record, const struct observation *o) {
    bool may_have = o->status == STATUS_REPORTED || o->status == STATUS_REVIEW;
    if (o->status == STATUS_REPORTED && !o->has_value)
        record_fault(record, "value", "a number, since the status is reported");
    if (!may_have && o->has_value)
        record_fault(record, "value", "no value, since the status is neither reported nor review");
    if (o->has_fraction && !o->has_value)
        record_fault(record, "numerator", "no fraction where there is no value");
}

static void read_numbers(struct record *record, const json_t *object, struct observation *o) {
    bool has_denominator;
    o->value = record_number(record, object, "value", &o->has_value);
    o->numerator = record_number(record, object, "numerator", &o->has_fraction);
    o->denominator = record_number(record, object, "denominator", &has_denominator);
    if (o->has_fraction != has_denominator)
        record_fault(record, o->has_fraction ? "denominator" : "numerator",
                     "both numerator and denominator or neither");
    o->score = record_number(record, object, "score", &o->has_score);
    if (o->score < 0 || o->score > 1)
        record_fault(record, "score", "a number from 0 to 1");
}

static void read_observation(struct record *record, const json_t *object, struct observation *o) {
    o->indicator = record_required(record, object, "indicator");
    o->label = record_required(record, object, "label");
    o->unit = record_string(record, object, "unit");
    o->status = status_from_word(record_required(record, object, "status"));
    o->raw = record_string(record, object, "raw");
    read_numbers(record, object, o);
    o->at = record_string(record, object, "at");
    o->rule = record_string(record, object, "rule");
    o->steps = record_strings(record, object, "steps", &o->step_count);
    if (o->status == STATUS_COUNT)
        record_fault(record, "status",
                     "reported, blank, not-applicable, invalid, review or missing");
    else
        check_value_presence(record, o);
}

/* An indicator observed twice would be counted twice, or one of the two be lost. */
static void read_observations(struct record *record, const json_t *root, struct report *report) {
    const json_t *list = record_array(record, root, "observations");
    size_t count = json_array_size(list);
    json_t *seen = json_object();
    report->observations = arena_array(record->arena, count, sizeof *report->observations);
    for (size_t i = 0; i < count && record_ok(record); i++) {
        struct observation *o = &report->observations[i];
        record_set_path(record, NULL, "observations", i);
        read_observation(record, json_array_get(list, i), o);
        report->observation_count++;
        if (!record_ok(record))
            break;
        if (json_object_get(seen, o->indicator))
            record_fault(record, "indicator", "each indicator once");
        else if (json_object_set_new(seen, o->indicator, json_true()) != 0)
            error_no_memory(record->error, record->path);
    }
    json_decref(seen);
    record->path[0] = '\0';
}

static void read_fields(struct record *record, const json_t *object, struct mention *mention) {
    json_t *fields =
        (json_t *)record_object(record, object, "fields"); /* jansson iterates non-const */
    size_t count = json_object_size(fields);
    mention->fields = arena_array(record->arena, count, sizeof *mention->fields);
    if (!mention->fields)
        return;
    const char *name;
    json_t *value;
    json_object_foreach(fields, name, value) {
        const char *text = json_string_value(value);
        if (!text) {
            record_fault(record, "fields", "an object of strings");
            return;
        }
        mention->fields[mention->field_count++] = (struct mention_field){
            arena_strdup(record->arena, name), arena_strdup(record->arena, text)};
    }
}

static void read_mentions(struct record *record, const json_t *root, struct report *report) {
    const json_t *list = record_array(record, root, "mentions");
    size_t count = json_array_size(list);
    report->mentions = arena_array(record->arena, count, sizeof *report->mentions);
    for (size_t i = 0; i < count && record_ok(record); i++) {
        const json_t *object = json_array_get(list, i);
        struct mention *mention = &report->mentions[i];
        record_set_path(record, NULL, "mentions", i);
        mention->rule = record_required(record, object, "rule");
        mention->at = record_required(record, object, "at");
        mention->section = record_string(record, object, "section");
        mention->text = record_required(record, object, "text");
        read_fields(record, object, mention);
        report->mention_count++;
    }
    record->path[0] = '\0';
}

static void read_findings(struct record *record, const json_t *root, struct report *report) {
    const json_t *list = record_array(record, root, "findings");
    size_t count = json_array_size(list);
    report->findings = arena_array(record->arena, count, sizeof *report->findings);
    for (size_t i = 0; i < count && record_ok(record); i++) {
        const json_t *object = json_array_get(list, i);
        struct finding *finding = &report->findings[i];
        record_set_path(record, NULL, "findings", i);
        finding->check = record_required(record, object, "check");
        finding->severity = severity_from_word(record_required(record, object, "severity"));
        finding->indicator = record_string(record, object, "indicator");
        finding->at = record_string(record, object, "at");
        finding->message = record_required(record, object, "message");
        if (finding->severity == SEVERITY_COUNT)
            record_fault(record, "severity", "error, warning or note");
        report->finding_count++;
    }
    record->path[0] = '\0';
}

static uint32_t read_count(struct record *record, const json_t *object, const char *key) {
    return (uint32_t)record_integer(record, object, key, 0, UINT32_MAX);
}

static void read_coverage(struct record *record, const json_t *root, struct coverage *coverage) {
    const json_t *object = record_object(record, root, "coverage");
    strcpy(record->path, "coverage");
    const json_t *rows = record_object(record, object, "rows");
    const json_t *values = record_object(record, object, "values");
    strcpy(record->path, "coverage.rows");
    coverage->indicator_rows = read_count(record, rows, "indicator");
    coverage->heading_rows = read_count(record, rows, "heading");
    coverage->header_rows = read_count(record, rows, "header");
    coverage->continuation_rows = read_count(record, rows, "continuation");
    coverage->unmatched_rows = read_count(record, rows, "unmatched");
    strcpy(record->path, "coverage.values");
    coverage->observed_values = read_count(record, values, "observed");
    coverage->unmatched_values = read_count(record, values, "unmatched");
    record->path[0] = '\0';
}

bool report_from_json(const char *line, size_t length, size_t memory_limit, struct report **report,
                      struct error *error) {
    json_t *root = record_parse(line, length, SCHEMA, "normalize", error);
    if (!root)
        return false;
    struct report *fresh = report_new(memory_limit);
    if (!fresh) {
        json_decref(root);
        return error_no_memory(error, "");
    }
    struct record record = {.arena = fresh->arena, .error = error};
    read_source(&record, root, &fresh->source);
    fresh->form = record_string(&record, root, "form");
    read_metadata(&record, root, &fresh->metadata);
    read_observations(&record, root, fresh);
    read_mentions(&record, root, fresh);
    read_findings(&record, root, fresh);
    read_coverage(&record, root, &fresh->coverage);
    json_decref(root);
    if (!record_ok(&record)) {
        report_free(fresh);
        return false;
    }
    *report = fresh;
    return true;
}
