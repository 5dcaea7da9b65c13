#include "normalize/rules/schema.h"
#include "normalize/rules/schema_fault.h"

#include <cyaml/cyaml.h>

/* Most entries of one list in a rule file: the largest real one has some 160. */
#define LIST_MAX 10000
/* Longest text in a rule file, in bytes: a pattern with comments takes some 3,000. */
#define TEXT_MAX 65536

#define TEXT(structure, member)                                                                    \
    CYAML_FIELD_STRING_PTR(#member, CYAML_FLAG_POINTER, structure, member, 1, TEXT_MAX)
#define TEXT_AS(key, structure, member)                                                            \
    CYAML_FIELD_STRING_PTR(key, CYAML_FLAG_POINTER, structure, member, 1, TEXT_MAX)
#define SOME_TEXT(structure, member)                                                               \
    CYAML_FIELD_STRING_PTR(#member, CYAML_FLAG_POINTER | CYAML_FLAG_OPTIONAL, structure, member,   \
                           1, TEXT_MAX)
#define LIST(structure, member, entry)                                                             \
    CYAML_FIELD_SEQUENCE(#member, CYAML_FLAG_POINTER, structure, member, entry, 1, LIST_MAX)
/* A list that may be written as []. */
#define MAYBE_LIST(structure, member, entry)                                                       \
    CYAML_FIELD_SEQUENCE(#member, CYAML_FLAG_POINTER, structure, member, entry, 0, LIST_MAX)
#define SOME_LIST(structure, member, entry)                                                        \
    CYAML_FIELD_SEQUENCE(#member, CYAML_FLAG_POINTER | CYAML_FLAG_OPTIONAL, structure, member,     \
                         entry, 1, LIST_MAX)
#define WORD(structure, member, words)                                                             \
    CYAML_FIELD_ENUM(#member, CYAML_FLAG_STRICT, structure, member, words, CYAML_ARRAY_LEN(words))
#define SOME_WORD(structure, member, words)                                                        \
    CYAML_FIELD_ENUM(#member, CYAML_FLAG_STRICT | CYAML_FLAG_OPTIONAL, structure, member, words,   \
                     CYAML_ARRAY_LEN(words))
#define ENTRY(structure, fields)                                                                   \
    { CYAML_VALUE_MAPPING(CYAML_FLAG_DEFAULT, struct structure, fields) }

static const cyaml_schema_value_t text_entry = {
    CYAML_VALUE_STRING(CYAML_FLAG_POINTER, char *, 1, TEXT_MAX)};

/* ---- form.yaml ---- */

static const cyaml_strval_t role_words[] = {
    {"stt", COLUMN_STT},
    {"label", COLUMN_LABEL},
    {"unit", COLUMN_UNIT},
    {"value", COLUMN_VALUE},
    {"other-value", COLUMN_OTHER_VALUE},
    {"reporter", COLUMN_REPORTER},
    {"note", COLUMN_NOTE},
    {"group", COLUMN_GROUP},
};

static const cyaml_strval_t head_words[] = {
    {"number", HEAD_NUMBER},
    {"annex", HEAD_ANNEX},
    {"date", HEAD_DATE},
    {"kind", HEAD_KIND},
    {"title", HEAD_TITLE},
    {"title-more", HEAD_TITLE_MORE},
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
};

static const cyaml_schema_field_t column_fields[] = {
    WORD(struct yaml_column, means, role_words),
    LIST(struct yaml_column, headers, &text_entry),
    CYAML_FIELD_END,
};
static const cyaml_schema_value_t column_entry = ENTRY(yaml_column, column_fields);

static const cyaml_schema_field_t period_fields[] = {
    TEXT(struct yaml_period, pattern),
    TEXT(struct yaml_period, period),
    CYAML_FIELD_END,
};
static const cyaml_schema_value_t period_entry = ENTRY(yaml_period, period_fields);

static const cyaml_schema_field_t head_fields[] = {
    WORD(struct yaml_head, field, head_words),
    LIST(struct yaml_head, patterns, &text_entry),
    CYAML_FIELD_END,
};
static const cyaml_schema_value_t head_entry = ENTRY(yaml_head, head_fields);

static const cyaml_strval_t form_example_words[] = {
    {"header", EXAMPLE_HEADER},
    {"period", EXAMPLE_PERIOD},
    {"head", EXAMPLE_HEAD},
};

static const cyaml_schema_field_t form_example_fields[] = {
    WORD(struct yaml_form_example, of, form_example_words),
    TEXT(struct yaml_form_example, text),
    TEXT(struct yaml_form_example, reads),
    CYAML_FIELD_END,
};
static const cyaml_schema_value_t form_example_entry =
    ENTRY(yaml_form_example, form_example_fields);

static const cyaml_schema_field_t form_fields[] = {
    TEXT(struct yaml_form, id),
    TEXT(struct yaml_form, title),
    LIST(struct yaml_form, columns, &column_entry),
    LIST(struct yaml_form, periods, &period_entry),
    LIST(struct yaml_form, head, &head_entry),
    SOME_LIST(struct yaml_form, examples, &form_example_entry),
    CYAML_FIELD_END,
};

/* ---- values.yaml ---- */

static const cyaml_strval_t meaning_words[] = {
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
    {"retract", WORD_RETRACT},
};

static const cyaml_schema_field_t words_fields[] = {
    WORD(struct yaml_words, means, meaning_words),
    LIST(struct yaml_words, words, &text_entry),
    CYAML_FIELD_END,
};
static const cyaml_schema_value_t words_entry = ENTRY(yaml_words, words_fields);

static const cyaml_strval_t numeral_words[] = {
    {"digit", NUMERAL_DIGIT},
    {"adds", NUMERAL_ADDS},
    {"multiplies", NUMERAL_MULTIPLIES},
    {"fills", NUMERAL_FILLS},
};

static const cyaml_schema_field_t numeral_fields[] = {
    TEXT(struct yaml_numeral, word),
    WORD(struct yaml_numeral, use, numeral_words),
    CYAML_FIELD_FLOAT("value", CYAML_FLAG_OPTIONAL, struct yaml_numeral, value),
    CYAML_FIELD_END,
};
static const cyaml_schema_value_t numeral_entry = ENTRY(yaml_numeral, numeral_fields);

static const cyaml_schema_field_t multiple_fields[] = {
    TEXT(struct yaml_multiple, word),
    CYAML_FIELD_FLOAT("factor", CYAML_FLAG_DEFAULT, struct yaml_multiple, factor),
    CYAML_FIELD_END,
};
static const cyaml_schema_value_t multiple_entry = ENTRY(yaml_multiple, multiple_fields);

static const cyaml_schema_field_t unit_fields[] = {
    TEXT(struct yaml_unit, unit),
    LIST(struct yaml_unit, words, &text_entry),
    CYAML_FIELD_END,
};
static const cyaml_schema_value_t unit_entry = ENTRY(yaml_unit, unit_fields);

static const cyaml_schema_field_t near_fields[] = {
    TEXT(struct yaml_near, word),
    TEXT(struct yaml_near, label),
    CYAML_FIELD_END,
};
static const cyaml_schema_value_t near_entry = ENTRY(yaml_near, near_fields);

static const cyaml_schema_field_t abbreviation_fields[] = {
    TEXT_AS("short", struct yaml_abbreviation, brief),
    TEXT_AS("long", struct yaml_abbreviation, full),
    CYAML_FIELD_END,
};
static const cyaml_schema_value_t abbreviation_entry =
    ENTRY(yaml_abbreviation, abbreviation_fields);

static const cyaml_schema_field_t value_example_fields[] = {
    TEXT(struct yaml_value_example, of),
    TEXT(struct yaml_value_example, text),
    TEXT(struct yaml_value_example, reads),
    CYAML_FIELD_END,
};
static const cyaml_schema_value_t value_example_entry =
    ENTRY(yaml_value_example, value_example_fields);

static const cyaml_schema_field_t values_fields[] = {
    LIST(struct yaml_values, words, &words_entry),
    MAYBE_LIST(struct yaml_values, numerals, &numeral_entry),
    MAYBE_LIST(struct yaml_values, multiples, &multiple_entry),
    MAYBE_LIST(struct yaml_values, units, &unit_entry),
    MAYBE_LIST(struct yaml_values, near_labels, &near_entry),
    MAYBE_LIST(struct yaml_values, abbreviations, &abbreviation_entry),
    SOME_LIST(struct yaml_values, examples, &value_example_entry),
    CYAML_FIELD_END,
};

/* ---- patterns.yaml ---- */

static const cyaml_strval_t type_words[] = {
    {"text", FIELD_TEXT},       {"phrase", FIELD_PHRASE},   {"date", FIELD_DATE},
    {"integer", FIELD_INTEGER}, {"decimal", FIELD_DECIMAL}, {"percent", FIELD_PERCENT},
    {"money", FIELD_MONEY},     {"unit", FIELD_UNIT},       {"word", FIELD_WORD},
    {"code", FIELD_CODE},
};

static const cyaml_strval_t part_words[] = {
    {"body", PART_BODY},         {"header", PART_HEADER},   {"footer", PART_FOOTER},
    {"footnote", PART_FOOTNOTE}, {"endnote", PART_ENDNOTE}, {"comment", PART_COMMENT},
    {"textbox", PART_TEXTBOX},   {"sheet", PART_SHEET},
};

static const cyaml_strval_t overlap_words[] = {
    {"drop", OVERLAP_DROP},
    {"keep", OVERLAP_KEEP},
    {"yield", OVERLAP_YIELD},
};

static const cyaml_strval_t carry_words[] = {
    {"nothing", CARRY_NOTHING},
    {"forward", CARRY_FORWARD},
    {"backward", CARRY_BACKWARD},
};

static const cyaml_schema_field_t fragment_fields[] = {
    TEXT(struct yaml_fragment, name),
    TEXT(struct yaml_fragment, pattern),
    CYAML_FIELD_END,
};
static const cyaml_schema_value_t fragment_entry = ENTRY(yaml_fragment, fragment_fields);

static const cyaml_schema_field_t field_fields[] = {
    TEXT(struct yaml_field, name),
    SOME_TEXT(struct yaml_field, value),
    WORD(struct yaml_field, type, type_words),
    SOME_LIST(struct yaml_field, words, &text_entry),
    SOME_WORD(struct yaml_field, carries, carry_words),
    CYAML_FIELD_END,
};
static const cyaml_schema_value_t field_entry = ENTRY(yaml_field, field_fields);

static const cyaml_schema_field_t named_fields[] = {
    TEXT(struct yaml_named, name),
    TEXT(struct yaml_named, value),
    CYAML_FIELD_END,
};
static const cyaml_schema_value_t named_entry = ENTRY(yaml_named, named_fields);

static const cyaml_schema_field_t example_fields[] = {
    TEXT(struct yaml_example, text),
    SOME_LIST(struct yaml_example, fields, &named_entry),
    CYAML_FIELD_END,
};
static const cyaml_schema_value_t example_entry = ENTRY(yaml_example, example_fields);

static const cyaml_schema_field_t rule_fields[] = {
    TEXT(struct yaml_rule, id),
    TEXT(struct yaml_rule, description),
    TEXT(struct yaml_rule, pattern),
    SOME_TEXT(struct yaml_rule, also),
    SOME_TEXT(struct yaml_rule, unless),
    SOME_TEXT(struct yaml_rule, indicator),
    SOME_TEXT(struct yaml_rule, in_section),
    SOME_TEXT(struct yaml_rule, not_in_section),
    SOME_TEXT(struct yaml_rule, in_style),
    SOME_TEXT(struct yaml_rule, in_column),
    CYAML_FIELD_ENUM_PTR("in_part", CYAML_FLAG_STRICT | CYAML_FLAG_POINTER | CYAML_FLAG_OPTIONAL,
                         struct yaml_rule, in_part, part_words, CYAML_ARRAY_LEN(part_words)),
    CYAML_FIELD_INT("priority", CYAML_FLAG_OPTIONAL, struct yaml_rule, priority),
    SOME_WORD(struct yaml_rule, overlap, overlap_words),
    SOME_LIST(struct yaml_rule, needs, &text_entry),
    LIST(struct yaml_rule, fields, &field_entry),
    LIST(struct yaml_rule, examples, &example_entry),
    LIST(struct yaml_rule, counter_examples, &text_entry),
    CYAML_FIELD_END,
};
static const cyaml_schema_value_t rule_entry = ENTRY(yaml_rule, rule_fields);

static const cyaml_schema_field_t section_fields[] = {
    CYAML_FIELD_UINT("level", CYAML_FLAG_DEFAULT, struct yaml_section, level),
    TEXT(struct yaml_section, pattern),
    CYAML_FIELD_BOOL("counted", CYAML_FLAG_OPTIONAL, struct yaml_section, counted),
    CYAML_FIELD_END,
};
static const cyaml_schema_value_t section_entry = ENTRY(yaml_section, section_fields);

static const cyaml_schema_field_t patterns_fields[] = {
    SOME_LIST(struct yaml_patterns, sections, &section_entry),
    MAYBE_LIST(struct yaml_patterns, fragments, &fragment_entry),
    LIST(struct yaml_patterns, rules, &rule_entry),
    CYAML_FIELD_END,
};

/* ---- checks.yaml ---- */

static const cyaml_strval_t relation_words[] = {
    {"equals", RELATION_EQUALS},       {"at-most", RELATION_AT_MOST},
    {"at-least", RELATION_AT_LEAST},   {"within", RELATION_WITHIN},
    {"numerator", RELATION_NUMERATOR}, {"denominator", RELATION_DENOMINATOR},
    {"prose", RELATION_PROSE},
};

static const cyaml_strval_t severity_words[] = {
    {"error", SEVERITY_ERROR},
    {"warning", SEVERITY_WARNING},
    {"note", SEVERITY_NOTE},
};

static const cyaml_schema_field_t check_fields[] = {
    TEXT(struct yaml_check, id),
    WORD(struct yaml_check, relation, relation_words),
    WORD(struct yaml_check, severity, severity_words),
    TEXT(struct yaml_check, left),
    SOME_LIST(struct yaml_check, right, &text_entry),
    CYAML_FIELD_FLOAT_PTR("least", CYAML_FLAG_POINTER | CYAML_FLAG_OPTIONAL, struct yaml_check,
                          least),
    CYAML_FIELD_FLOAT_PTR("most", CYAML_FLAG_POINTER | CYAML_FLAG_OPTIONAL, struct yaml_check,
                          most),
    SOME_TEXT(struct yaml_check, why),
    SOME_LIST(struct yaml_check, holds, &text_entry),
    SOME_LIST(struct yaml_check, fails, &text_entry),
    CYAML_FIELD_END,
};
static const cyaml_schema_value_t check_entry = ENTRY(yaml_check, check_fields);

static const cyaml_strval_t history_words[] = {
    {"same", HISTORY_SAME},
    {"stock", HISTORY_STOCK},
    {"cumulative", HISTORY_CUMULATIVE},
};

static const cyaml_schema_field_t history_fields[] = {
    TEXT(struct yaml_history, id),
    WORD(struct yaml_history, relation, history_words),
    WORD(struct yaml_history, severity, severity_words),
    CYAML_FIELD_FLOAT("percent", CYAML_FLAG_OPTIONAL, struct yaml_history, percent),
    CYAML_FIELD_FLOAT("least", CYAML_FLAG_DEFAULT, struct yaml_history, least),
    CYAML_FIELD_END,
};
static const cyaml_schema_value_t history_entry = ENTRY(yaml_history, history_fields);

static const cyaml_schema_field_t checks_fields[] = {
    LIST(struct yaml_checks, checks, &check_entry),
    SOME_LIST(struct yaml_checks, history, &history_entry),
    CYAML_FIELD_END,
};

/* ---- loading ---- */

static const cyaml_schema_value_t schemas[] = {
    [SCHEMA_FORM] = {CYAML_VALUE_MAPPING(CYAML_FLAG_POINTER, struct yaml_form, form_fields)},
    [SCHEMA_VALUES] = {CYAML_VALUE_MAPPING(CYAML_FLAG_POINTER, struct yaml_values, values_fields)},
    [SCHEMA_PATTERNS] = {CYAML_VALUE_MAPPING(CYAML_FLAG_POINTER, struct yaml_patterns,
                                             patterns_fields)},
    [SCHEMA_CHECKS] = {CYAML_VALUE_MAPPING(CYAML_FLAG_POINTER, struct yaml_checks, checks_fields)},
};

/* libcyaml tells every allocation and the way to each fault; schema_fault.h says it better. */
static const cyaml_config_t quiet = {.mem_fn = cyaml_mem, .flags = CYAML_CFG_DEFAULT};

bool schema_load(enum schema_file kind, const struct rule_file *file, void **data,
                 struct error *error) {
    *data = NULL;
    if (!schema_is_document(file, error))
        return false;
    cyaml_err_t result = cyaml_load_data((const uint8_t *)file->text, file->length, &quiet,
                                         &schemas[kind], data, NULL);
    if (result == CYAML_OK && *data)
        return true;
    if (result == CYAML_ERR_OOM)
        return error_set(error, CODE_NO_MEMORY, file->path, "The system has no memory left.");
    return schema_explain(file, &schemas[kind], error);
}

const char *schema_head_word(enum head_field field) {
    for (size_t i = 0; i < CYAML_ARRAY_LEN(head_words); i++)
        if (head_words[i].val == (int64_t)field)
            return head_words[i].str;
    return "";
}

const struct cyaml_schema_value *schema_table(enum schema_file kind) {
    return &schemas[kind];
}

void schema_free(enum schema_file kind, void *data) {
    if (data)
        cyaml_free(&quiet, &schemas[kind], data, 0);
}
