/* ruleset: a folder of rules, loaded and checked (DESIGN §6).
 *
 *     form.yaml       the form: titles, columns, head and foot, periods
 *     indicators.csv  the form's rows
 *     values.yaml     words and units of value cells
 *     patterns.yaml   rules over the prose
 *     checks.yaml     relations between values
 *     units.csv       the register of bodies that report
 *
 * Ownership: everything is in ruleset.arena, compiled patterns are freed by ruleset_free().
 * Immutable once loaded. Errors: RULES, with file and line, what was found and what to do. NO_INPUT
 * when the folder or a file is absent.
 */
#ifndef CHITIEU_NORMALIZE_RULES_RULESET_H
#define CHITIEU_NORMALIZE_RULES_RULESET_H

#include "core/sha256.h"
#include "core/arena.h"
#include "core/error.h"
#include "normalize/labels/labels.h"
#include "normalize/text/regex.h"
#include "normalize/report.h"
#include "normalize/rules/rule_file.h"

/* Where in a YAML file a rule is written (yaml_tree.h); for what looks at rules, not at reports. */
struct yaml_node;

enum kind { KIND_HEADING, KIND_COUNT, KIND_PERCENT, KIND_ENUM, KIND_MONEY, KIND_COUNT_OF_KINDS };

/* One code of a coded indicator: 1 = "Hoàn thành". */
struct code_label {
    int code;
    const char *label;
};

/* A row of the form: a heading or an indicator. */
struct form_row {
    const char *id;        /* "1.1-1" */
    const char *stt;       /* as printed ("1.1."), "" when none */
    size_t line;           /* of indicators.csv */
    int parent;            /* index of the parent row, -1 at the top */
    unsigned level;        /* 1 for a section */
    const char *label;     /* as printed, without bullet */
    const char **wordings; /* other wordings of the same row */
    size_t wording_count;
    const char *unit;     /* as printed, "" when none */
    const char *unit_key; /* fold_key() of it */
    enum kind kind;
    struct code_label *codes;
    size_t code_count;
    const char *reporter, *time, *aggregate;
};

enum column_role {
    COLUMN_STT,
    COLUMN_LABEL,
    COLUMN_UNIT,
    COLUMN_VALUE,
    COLUMN_PART_VALUE, /* of this period, but of a part: "Số liệu cấp xã", "Trong đó: nữ" */
    COLUMN_RESTATED_VALUE, /* the value stated again: "Điều chỉnh", "Cập nhật" */
    COLUMN_OTHER_VALUE,    /* another period, a cumulative figure, a plan */
    COLUMN_REPORTER,
    COLUMN_NOTE,
    COLUMN_GROUP, /* a header over others ("Kết quả thống kê") */
    COLUMN_ROLE_COUNT
};

/* A pattern that gives a header cell its meaning. Matched against the fold_text() of the cell. */
struct column_pattern {
    enum column_role role;
    struct regex *regex;
    const struct yaml_node *node; /* as written */
};

/* What a wording says about the period, by rising weight. */
enum period_use {
    PERIOD_PART_WORD,   /* a word of a part of a year: with it, a whole year alone says nothing */
    PERIOD_PASSED_OVER, /* "giai đoạn 2021 - 2030": another stretch of time */
    PERIOD_YEAR,        /* a whole year: counts when no part of a year is named */
    PERIOD_WRITTEN,     /* a part of a year */
    PERIOD_UNREADABLE   /* a period that nobody can write down: better none than a wrong one */
};

/* A wording of a period. `template` is filled from the groups of the same names: "{year}-{month}";
 * see period.h. */
struct period_pattern {
    struct regex *regex;
    enum period_use use;
    const char *template;
    const struct yaml_node *node; /* of the pattern */
};

/* A place in the head or foot: patterns with the named groups of the field ("number", "symbol",
 * "issuer" …). */
enum head_field {
    HEAD_NUMBER, /* groups number, symbol: "Số: 02/BC-SNV" */
    HEAD_ANNEX, /* groups number, symbol, and day month year: "(Ban hành kèm theo Báo cáo số …)" */
    HEAD_DATE,         /* groups place, day, month, year */
    HEAD_KIND,         /* "BÁO CÁO" alone on its line: the title follows */
    HEAD_TITLE,        /* a line that is the title itself */
    HEAD_TITLE_MORE,   /* a line that goes on with the title */
    HEAD_NOT_RESULT,   /* a title of an annex whose figures are no results */
    HEAD_NEXT_PERIOD,  /* from here on a title is about the next period */
    HEAD_STATE,        /* "CỘNG HÒA XÃ HỘI …": the other side of the head */
    HEAD_SLOGAN,       /* lines of the head that are no body's name */
    HEAD_BREAK,        /* "Phụ lục 2": the head is over */
    HEAD_ISSUER,       /* group issuer: first sentence of the prose */
    HEAD_ANNEX_ISSUER, /* group issuer: "TẠI BAN QUẢN LÝ …" */
    HEAD_BODY_START,   /* the start of a body's name, for joining and splitting lines */
    HEAD_BODY_OPEN,    /* a name that the next line goes on with */
    HEAD_SIGNER_TITLE, /* "KT. GIÁM ĐỐC", "TM. ỦY BAN NHÂN DÂN" */
    HEAD_SIGNER,       /* a person's name */
    HEAD_NOT_SIGNER,   /* "Người lập biểu": what follows is not the signer */
    HEAD_RECIPIENTS,   /* "Nơi nhận:" */
    HEAD_SIGNED_MARK,  /* "Đã ký", "(Ký tên, đóng dấu)" */
    HEAD_FIELD_COUNT
};

struct head_pattern {
    enum head_field field;
    struct regex *regex;
    const struct yaml_node *node;
};

/* A word of value cells and the reading it gives. */
enum word_meaning {
    WORD_BLANK,          /* whole cell: nothing was said */
    WORD_SLASH,          /* whole cell: blank too, but crossed out */
    WORD_ZERO,           /* whole cell: none ("Không có") */
    WORD_NOT_OCCURRED,   /* begins the cell: no case arose ("Không phát sinh") */
    WORD_NOT_APPLICABLE, /* begins the cell: does not concern this unit */
    WORD_TICK,           /* whole cell: a mark that is no number */
    WORD_APPROXIMATE,    /* begins the cell, before a number: "khoảng", "gần" */
    WORD_CURRENCY,       /* after a number: "đồng" */
    WORD_ACHIEVED,       /* between a fraction and its percentage: "đạt", "=" */
    WORD_DONE_PREFIX,    /* before a code's label: "đã" */
    WORD_TOTAL,          /* begins a one-number sentence: "tổng số" */
    WORD_AREA,           /* begins the area behind a body's name: "tỉnh" */
    WORD_AREA_BODY,      /* a body that is one of an area, so that the area is part of its name */
    WORD_PARTS,          /* ends the label of a row whose parts follow: "trong đó" */
    WORD_CAPTION,        /* begins a text over the table that gives all its rows a unit */
    WORD_REMARK,         /* begins a remark in parentheses that leaves the number as it is */
    WORD_RESTATE,        /* in a note with a number: it states the value anew */
    WORD_CHANGE,         /* in a percentage's label: it may well be below 1 */
    WORD_RETRACT,        /* in such a remark: takes back what it begins with */
    WORD_MEANING_COUNT
};

/* `key` is the fold_key() of the word as written in the file. */
struct word {
    enum word_meaning meaning;
    const char *text, *key;
};

/* How a word of a number in words counts; numeral.h. */
enum numeral_use {
    NUMERAL_DIGIT,      /* "hai": waits for its place */
    NUMERAL_ADDS,       /* "mười" */
    NUMERAL_MULTIPLIES, /* "mươi", "trăm", "nghìn" */
    NUMERAL_FILLS       /* "linh": stands for a place left out */
};

struct numeral {
    const char *key;
    enum numeral_use use;
    double value; /* 0 of one that fills */
};

/* "triệu" = 1,000,000. */
struct multiple {
    const char *key;
    double factor;
};

/* Words that mean a form unit: unit "Thủ tục" ← "TTHC". Keys are fold_key()s; the unit itself is
 * included. */
struct unit_word {
    const char *unit_key, *word_key;
};

/* A word near a code's label but not it: gives review with that code ("Không" near "Chưa"). */
struct near_label {
    const char *word_key, *label_key;
};

/* "TTHC" = "thủ tục hành chính", keys. */
struct abbreviation {
    const char *short_key, *long_key;
};

/* FIELD_TEXT as written; FIELD_PHRASE with a capital and the rest small ("Quyết định");
 * FIELD_DATE from the groups day, month and year, ISO 8601; numbers without group marks and with a
 * decimal point. */
enum field_type {
    FIELD_TEXT,
    FIELD_PHRASE,
    FIELD_DATE,
    FIELD_INTEGER,
    FIELD_DECIMAL,
    FIELD_PERCENT,
    FIELD_MONEY, /* in đồng, "3,5 tỷ đồng" */
    FIELD_BODY,  /* the id of a body of the register */
    FIELD_WORD,  /* one of the field's words, as written in the rule */
    FIELD_CODE   /* as written, without spaces: "QĐ - UBND" is QĐ-UBND */
};

/* What the members of a list ("số 12/QĐ-UBND, 13/QĐ-UBND ngày 05/4/2021") share. */
enum carry {
    CARRY_NOTHING,
    CARRY_FORWARD, /* a member that lacks the field has it from the one before: the kind */
    CARRY_BACKWARD /* from the next one that has it: the date */
};

/* How a named group becomes a field of the mention, in this order. */
struct pattern_field {
    const char *name;
    enum field_type type;
    enum carry carries;
    const char
        *value; /* a constant, when the rule gives one; else NULL and the group `name` is read */
    const char **words; /* of FIELD_WORD */
    size_t word_count;
};

/* A text with what the rule must find in it, or (found = false) must not. */
struct pattern_example {
    const char *text;
    bool found;
    struct mention_field *fields;
    size_t field_count;
    const struct yaml_node *node; /* the text, or the entry that has it */
};

/* What becomes of a match whose words an earlier rule has: it is dropped when both name the
 * same indicator or none, kept, or dropped in any case. */
enum overlap { OVERLAP_DROP, OVERLAP_KEEP, OVERLAP_YIELD };

struct pattern {
    const char *id, *description;
    const struct yaml_node *node; /* the rule in patterns.yaml */
    const char *source; /* of `regex`, with its fragments put in: for telling where it gave up */
    struct regex *regex;
    struct regex *also;   /* the next member of a list, right behind the last one; may be NULL */
    struct regex *unless; /* a match whose sentence this matches is dropped; may be NULL */
    struct pattern_field *fields;
    size_t field_count;
    const char *indicator; /* the indicator it reads, or NULL; its field "value" is compared with
                              the table */
    int priority;          /* rules of a higher one run first; equal ones in file order */
    enum overlap overlap;
    enum part part;            /* where it applies; PART_COUNT: the body, text boxes and sheets */
    struct regex *not_section; /* headings under which it does not apply; may be NULL */
    struct regex *section, *style,
        *column;        /* of the headings, the paragraph, the table; may be NULL */
    const char **needs; /* the pattern is tried only where the piece has one of these texts */
    size_t need_count;
    struct pattern_example *examples;
    size_t example_count;
};

/* A mark that opens a section of the prose: "I.", "1.1.", "a)", "-". Group `mark`. */
struct section_pattern {
    unsigned level;
    bool counted; /* a dash: sections of the same mark are distinguished by their order */
    struct regex *regex;
    const struct yaml_node *node;
};

enum relation {
    RELATION_EQUALS,      /* left = sum of right */
    RELATION_AT_MOST,     /* left <= sum of right */
    RELATION_AT_LEAST,    /* left >= sum of right */
    RELATION_WITHIN,      /* left, with the sum of right added, is from `least` to `most` */
    RELATION_NUMERATOR,   /* of left, given as a fraction: the numerator = sum of right */
    RELATION_DENOMINATOR, /* the same of the denominator */
    RELATION_PROSE        /* left against the mentions of patterns whose indicator is `left` */
};

struct check {
    const char *id;
    enum relation relation;
    int left;   /* index into rows */
    int *right; /* indexes into rows */
    size_t right_count;
    double least, most; /* of RELATION_WITHIN */
    enum severity severity;
    const char *why;              /* one sentence for the analyst, or NULL */
    const struct yaml_node *node; /* the check in checks.yaml, with its examples */
};

enum history_relation {
    HISTORY_SAME,      /* all values are those of the last period; `least` values other than 0 */
    HISTORY_STOCK,     /* a stock changed by more than `percent`, and at least by `least` */
    HISTORY_CUMULATIVE /* a flow is below that of a part of its period, at least by `least` */
};

/* A report against the same body's other periods; run when it is loaded (load/history.h). */
struct history_check {
    const char *id;
    enum history_relation relation;
    enum severity severity;
    double percent, least;
};

/* A text of form.yaml or values.yaml with what must be read from it (authoring/examples.h). */
struct file_example {
    const char *of; /* "header", "period", "head", or the id of a row whose value cell it is */
    const char *text, *reads;
    const struct yaml_node *node;
};

/* One body of the register of those that report. */
struct body {
    const char *id, *name;
    const char **names; /* other spellings and abbreviations */
    size_t name_count;
};

struct ruleset {
    struct arena *arena;
    const char *directory;
    char sha256[SHA256_BYTES]; /* over the files' names and bytes, in name order */
    const char *form;          /* "cchc-2021" */
    const char *title;         /* for people */
    struct form_row *rows;
    size_t row_count;
    struct column_pattern *columns;
    size_t column_count;
    struct period_pattern *periods;
    size_t period_count;
    struct head_pattern *heads;
    size_t head_count;
    struct word *words;
    size_t word_count;
    struct numeral *numerals;
    size_t numeral_count;
    struct multiple *multiples;
    size_t multiple_count;
    struct unit_word *unit_words;
    size_t unit_word_count;
    struct near_label *near_labels;
    size_t near_label_count;
    struct abbreviation *abbreviations;
    size_t abbreviation_count;
    struct pattern *patterns; /* by priority */
    size_t pattern_count;
    struct section_pattern *sections;
    size_t section_count;
    struct check *checks;
    size_t check_count;
    struct history_check *history;
    size_t history_count;
    struct file_example *form_examples, *value_examples; /* of form.yaml, of values.yaml */
    size_t form_example_count, value_example_count;
    struct body *bodies; /* the register */
    size_t body_count;
    const struct register_index
        *register_index; /* the register made ready for comparing (prose/register.h) */
    const struct labels
        *labels; /* the rows' labels made ready for comparing (labels.h), built last */
};

/* Loads the rule set in `directory`. Its files fit together; whether its examples hold is another
 * question (authoring/self_test.h). */
MUST_USE bool ruleset_load(const char *directory, struct ruleset **ruleset, struct error *error);

/* The same, but goes on behind every fault and reports it. A rule set with faults lacks what could
 * not be read: no report is read by it. false, with an error, only when a file is not there or
 * memory is not. */
MUST_USE bool ruleset_load_partly(const char *directory, struct fault_sink *faults,
                                  struct ruleset **ruleset, struct error *error);
void ruleset_free(struct ruleset *ruleset);

/* Index of a row by its id, -1 when there is none. */
int ruleset_row(const struct ruleset *ruleset, const char *id);

const char *kind_word(enum kind kind);

#endif
