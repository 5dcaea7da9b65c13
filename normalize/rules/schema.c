#include "normalize/rules/schema.h"
#include "normalize/rules/yaml_place.h"

#include <string.h>

#define MUST(name, kind) .key = name, .type = SCHEMA_##kind
#define MAY(name, kind) MUST(name, kind), .optional = true

/* ---- form.yaml ---- */

const struct schema_word schema_column_roles[] = {
    {"stt", COLUMN_STT},
    {"label", COLUMN_LABEL},
    {"unit", COLUMN_UNIT},
    {"value", COLUMN_VALUE},
    {"part-value", COLUMN_PART_VALUE},
    {"restated-value", COLUMN_RESTATED_VALUE},
    {"other-value", COLUMN_OTHER_VALUE},
    {"reporter", COLUMN_REPORTER},
    {"note", COLUMN_NOTE},
    {"group", COLUMN_GROUP},
    {NULL, 0},
};

const struct schema_word schema_head_fields[] = {
    {"number", HEAD_NUMBER},
    {"annex", HEAD_ANNEX},
    {"date", HEAD_DATE},
    {"kind", HEAD_KIND},
    {"title", HEAD_TITLE},
    {"title-more", HEAD_TITLE_MORE},
    {"not-result", HEAD_NOT_RESULT},
    {"next-period", HEAD_NEXT_PERIOD},
    {"state", HEAD_STATE},
    {"slogan", HEAD_SLOGAN},
    {"break", HEAD_BREAK},
    {"issuer", HEAD_ISSUER},
    {"annex-issuer", HEAD_ANNEX_ISSUER},
    {"body-start", HEAD_BODY_START},
    {"body-open", HEAD_BODY_OPEN},
    {"signer-title", HEAD_SIGNER_TITLE},
    {"signer", HEAD_SIGNER},
    {"not-signer", HEAD_NOT_SIGNER},
    {"recipients", HEAD_RECIPIENTS},
    {"signed-mark", HEAD_SIGNED_MARK},
    {NULL, 0},
};

static const struct schema_word form_examples[] = {
    {"header", 0},
    {"period", 1},
    {"head", 2},
    {NULL, 0},
};

static const struct schema_key column_keys[] = {
    {MUST("means", WORD), .words = schema_column_roles},
    {MUST("headers", TEXTS)},
    {.key = NULL},
};

static const struct schema_key period_keys[] = {
    {MUST("pattern", TEXT)},
    {MUST("period", TEXT)},
    {.key = NULL},
};

static const struct schema_key head_keys[] = {
    {MUST("field", WORD), .words = schema_head_fields},
    {MUST("patterns", TEXTS)},
    {.key = NULL},
};

static const struct schema_key form_example_keys[] = {
    {MUST("of", WORD), .words = form_examples},
    {MUST("text", TEXT)},
    {MUST("reads", TEXT)},
    {.key = NULL},
};

static const struct schema_key form_keys[] = {
    {MUST("id", TEXT)},
    {MUST("title", TEXT)},
    {MUST("columns", ENTRIES), .keys = column_keys},
    {MUST("periods", ENTRIES), .keys = period_keys},
    {MUST("head", ENTRIES), .keys = head_keys},
    {MAY("examples", ENTRIES), .keys = form_example_keys},
    {.key = NULL},
};

/* ---- values.yaml ---- */

const struct schema_word schema_word_meanings[] = {
    {"blank", WORD_BLANK},
    {"slash", WORD_SLASH},
    {"zero", WORD_ZERO},
    {"not-occurred", WORD_NOT_OCCURRED},
    {"not-applicable", WORD_NOT_APPLICABLE},
    {"tick", WORD_TICK},
    {"approximate", WORD_APPROXIMATE},
    {"currency", WORD_CURRENCY},
    {"achieved", WORD_ACHIEVED},
    {"done-prefix", WORD_DONE_PREFIX},
    {"total", WORD_TOTAL},
    {"area", WORD_AREA},
    {"area-body", WORD_AREA_BODY},
    {"parts", WORD_PARTS},
    {"caption", WORD_CAPTION},
    {"remark", WORD_REMARK},
    {"restate", WORD_RESTATE},
    {"change", WORD_CHANGE},
    {"retract", WORD_RETRACT},
    {NULL, 0},
};

const struct schema_word schema_numeral_uses[] = {
    {"digit", NUMERAL_DIGIT},
    {"adds", NUMERAL_ADDS},
    {"multiplies", NUMERAL_MULTIPLIES},
    {"fills", NUMERAL_FILLS},
    {NULL, 0},
};

static const struct schema_key words_keys[] = {
    {MUST("means", WORD), .words = schema_word_meanings},
    {MUST("words", TEXTS)},
    {.key = NULL},
};

static const struct schema_key numeral_keys[] = {
    {MUST("word", TEXT)},
    {MUST("use", WORD), .words = schema_numeral_uses},
    {MAY("value", NUMBER)},
    {.key = NULL},
};

static const struct schema_key multiple_keys[] = {
    {MUST("word", TEXT)},
    {MUST("factor", NUMBER)},
    {.key = NULL},
};

static const struct schema_key unit_keys[] = {
    {MUST("unit", TEXT)},
    {MUST("words", TEXTS)},
    {.key = NULL},
};

static const struct schema_key near_keys[] = {
    {MUST("word", TEXT)},
    {MUST("label", TEXT)},
    {.key = NULL},
};

static const struct schema_key abbreviation_keys[] = {
    {MUST("short", TEXT)},
    {MUST("long", TEXT)},
    {.key = NULL},
};

static const struct schema_key value_example_keys[] = {
    {MUST("of", TEXT)},
    {MUST("text", TEXT)},
    {MUST("reads", TEXT)},
    {.key = NULL},
};

static const struct schema_key values_keys[] = {
    {MUST("words", ENTRIES), .keys = words_keys},
    {MUST("numerals", ENTRIES), .may_be_empty = true, .keys = numeral_keys},
    {MUST("multiples", ENTRIES), .may_be_empty = true, .keys = multiple_keys},
    {MUST("units", ENTRIES), .may_be_empty = true, .keys = unit_keys},
    {MUST("near_labels", ENTRIES), .may_be_empty = true, .keys = near_keys},
    {MUST("abbreviations", ENTRIES), .may_be_empty = true, .keys = abbreviation_keys},
    {MAY("examples", ENTRIES), .keys = value_example_keys},
    {.key = NULL},
};

/* ---- patterns.yaml ---- */

const struct schema_word schema_field_types[] = {
    {"text", FIELD_TEXT},
    {"phrase", FIELD_PHRASE},
    {"date", FIELD_DATE},
    {"integer", FIELD_INTEGER},
    {"decimal", FIELD_DECIMAL},
    {"percent", FIELD_PERCENT},
    {"money", FIELD_MONEY},
    {"unit", FIELD_BODY},
    {"word", FIELD_WORD},
    {"code", FIELD_CODE},
    {NULL, 0},
};

const struct schema_word schema_parts[] = {
    {"body", PART_BODY},         {"header", PART_HEADER},   {"footer", PART_FOOTER},
    {"footnote", PART_FOOTNOTE}, {"endnote", PART_ENDNOTE}, {"comment", PART_COMMENT},
    {"textbox", PART_TEXTBOX},   {"sheet", PART_SHEET},     {NULL, 0},
};

const struct schema_word schema_overlaps[] = {
    {"drop", OVERLAP_DROP},
    {"keep", OVERLAP_KEEP},
    {"yield", OVERLAP_YIELD},
    {NULL, 0},
};

const struct schema_word schema_carries[] = {
    {"nothing", CARRY_NOTHING},
    {"forward", CARRY_FORWARD},
    {"backward", CARRY_BACKWARD},
    {NULL, 0},
};

static const struct schema_key fragment_keys[] = {
    {MUST("name", TEXT)},
    {MUST("pattern", TEXT)},
    {.key = NULL},
};

static const struct schema_key field_keys[] = {
    {MUST("name", TEXT)},
    {MAY("value", TEXT)},
    {MUST("type", WORD), .words = schema_field_types},
    {MAY("words", TEXTS)},
    {MAY("carries", WORD), .words = schema_carries},
    {.key = NULL},
};

static const struct schema_key named_keys[] = {
    {MUST("name", TEXT)},
    {MUST("value", TEXT)},
    {.key = NULL},
};

static const struct schema_key example_keys[] = {
    {MUST("text", TEXT)},
    {MAY("fields", ENTRIES), .keys = named_keys},
    {.key = NULL},
};

static const struct schema_key rule_keys[] = {
    {MUST("id", TEXT)},
    {MUST("description", TEXT)},
    {MUST("pattern", TEXT)},
    {MAY("also", TEXT)},
    {MAY("unless", TEXT)},
    {MAY("indicator", TEXT)},
    {MAY("in_section", TEXT)},
    {MAY("not_in_section", TEXT)},
    {MAY("in_style", TEXT)},
    {MAY("in_column", TEXT)},
    {MAY("in_part", WORD), .words = schema_parts},
    {MAY("priority", WHOLE)},
    {MAY("overlap", WORD), .words = schema_overlaps},
    {MAY("needs", TEXTS)},
    {MUST("fields", ENTRIES), .keys = field_keys},
    {MUST("examples", ENTRIES), .keys = example_keys},
    {MUST("counter_examples", TEXTS)},
    {.key = NULL},
};

static const struct schema_key section_keys[] = {
    {MUST("level", WHOLE)},
    {MUST("pattern", TEXT)},
    {MAY("counted", TRUTH)},
    {.key = NULL},
};

static const struct schema_key patterns_keys[] = {
    {MAY("sections", ENTRIES), .keys = section_keys},
    {MUST("fragments", ENTRIES), .may_be_empty = true, .keys = fragment_keys},
    {MUST("rules", ENTRIES), .keys = rule_keys},
    {.key = NULL},
};

/* ---- checks.yaml ---- */

const struct schema_word schema_relations[] = {
    {"equals", RELATION_EQUALS},       {"at-most", RELATION_AT_MOST},
    {"at-least", RELATION_AT_LEAST},   {"within", RELATION_WITHIN},
    {"numerator", RELATION_NUMERATOR}, {"denominator", RELATION_DENOMINATOR},
    {"prose", RELATION_PROSE},         {NULL, 0},
};

const struct schema_word schema_severities[] = {
    {"error", SEVERITY_ERROR},
    {"warning", SEVERITY_WARNING},
    {"note", SEVERITY_NOTE},
    {NULL, 0},
};

static const struct schema_key check_keys[] = {
    {MUST("id", TEXT)},
    {MUST("relation", WORD), .words = schema_relations},
    {MUST("severity", WORD), .words = schema_severities},
    {MUST("left", TEXT)},
    {MAY("right", TEXTS)},
    {MAY("least", NUMBER)},
    {MAY("most", NUMBER)},
    {MAY("why", TEXT)},
    {MAY("holds", TEXTS)},
    {MAY("fails", TEXTS)},
    {.key = NULL},
};

const struct schema_word schema_histories[] = {
    {"same", HISTORY_SAME},
    {"stock", HISTORY_STOCK},
    {"cumulative", HISTORY_CUMULATIVE},
    {NULL, 0},
};

static const struct schema_key history_keys[] = {
    {MUST("id", TEXT)},
    {MUST("relation", WORD), .words = schema_histories},
    {MUST("severity", WORD), .words = schema_severities},
    {MAY("percent", NUMBER)},
    {MUST("least", NUMBER)},
    {.key = NULL},
};

static const struct schema_key checks_keys[] = {
    {MUST("checks", ENTRIES), .keys = check_keys},
    {MAY("history", ENTRIES), .keys = history_keys},
    {.key = NULL},
};

/* ---- the files ---- */

const struct schema_key *schema_keys(enum schema_file kind) {
    static const struct schema_key *const keys[] = {
        [SCHEMA_FORM] = form_keys,
        [SCHEMA_VALUES] = values_keys,
        [SCHEMA_PATTERNS] = patterns_keys,
        [SCHEMA_CHECKS] = checks_keys,
    };
    return keys[kind];
}

bool schema_read(enum schema_file kind, const struct rule_part *part,
                 const struct yaml_node **root) {
    return yaml_tree_parse(part->file, part->ruleset->arena, root, part->error) &&
           schema_fit(part, schema_keys(kind), *root);
}

int schema_meaning(const struct schema_word *words, const struct yaml_node *mapping,
                   const char *key) {
    const char *text = node_text(mapping, key);
    for (; text && words->word; words++)
        if (strcmp(words->word, text) == 0)
            return words->meaning;
    return 0;
}

const char *schema_word(const struct schema_word *words, int meaning) {
    for (; words->word; words++)
        if (words->meaning == meaning)
            return words->word;
    return "";
}
