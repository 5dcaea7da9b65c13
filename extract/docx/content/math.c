#include "extract/docx/content/math.h"

#include "extract/docx/content/inline.h"
#include "extract/docx/content/paragraph.h"
#include "extract/docx/content/run.h"

#include <string.h>

/* Office Math (ECMA-376-1 §22.1) on one line. What Word draws that is no text of the file
 * (brackets, the bar of a fraction, a root's sign) is written, so that the figures of a formula
 * stay apart and read as they are meant. */

static void put(struct story *story, const char *text) {
    paragraph_put_shown(story, text, strlen(text));
}

/* The signs that a construct has when its properties name no others. */
static const struct {
    const char *name;
    struct math signs;
} constructs[] = {
    {"d", {"(", "|", ")", false}},        /* §22.1.2.24 delimiters */
    {"eqArr", {"", "\n", "", false}},     /* §22.1.2.34 lines of equations */
    {"m", {"", "\n", "", false}},         /* §22.1.2.60 a matrix of rows … */
    {"mr", {"", "\t", "", false}},        /* §22.1.2.69 … of cells */
    {"nary", {"\u222B", "", "", false}},  /* §22.1.2.70 an integral, a sum */
    {"oMathPara", {"", "\n", "", false}}, /* §22.1.2.78 formulas, each on its line */
    {"rad", {"\u221A", "", "", false}},   /* §22.1.2.88 a root */
};

bool math_begin(struct story *story, const struct xml_element *element) {
    struct math *maths = arena_grow(story->reader->arena, story->maths, story->math_count,
                                    &story->math_capacity, sizeof *maths);
    if (!maths)
        return false; /* the arena stays failed and is asked at the end */
    story->maths = maths;
    for (size_t i = 0; i < sizeof constructs / sizeof *constructs; i++)
        if (strcmp(constructs[i].name, element->name) == 0)
            maths[story->math_count] = constructs[i].signs;
    story->math_count++;
    return true;
}

void math_end(struct story *story) {
    const struct math *math = &story->maths[--story->math_count];
    if (!math->begun)
        put(story, math->before);
    put(story, math->after);
}

/* The construct whose frame is `outward` frames around the element being started, or NULL. */
static struct math *construct(struct story *story, size_t outward) {
    if (story->frame_count < outward)
        return NULL;
    const struct element *around = story->frames[story->frame_count - outward].element;
    return around && around->end == math_end ? &story->maths[story->math_count - 1] : NULL;
}

static bool start_part(struct story *story, const struct xml_element *element) {
    struct math *math = construct(story, 1);
    (void)element;
    if (math) {
        const char *sign = math->begun ? math->between : math->before;
        math->begun = true;
        put(story, sign);
    }
    return true;
}

static bool start_row(struct story *story, const struct xml_element *element) {
    return start_part(story, element) && math_begin(story, element);
}

/* A sign that the properties of a construct (m:dPr, m:naryPr) name; none when it is empty. */
static const char *sign(struct story *story, const struct xml_element *element) {
    const char *value = xml_attribute(element, XML_OTHER, "val");
    const char *copy = arena_strdup(story->reader->arena, value ? value : "");
    return copy ? copy : "";
}

static bool start_before(struct story *story, const struct xml_element *element) {
    struct math *math = construct(story, 2);
    if (math)
        math->before = sign(story, element);
    return false;
}

static bool start_between(struct story *story, const struct xml_element *element) {
    struct math *math = construct(story, 2);
    if (math)
        math->between = sign(story, element);
    return false;
}

static bool start_after(struct story *story, const struct xml_element *element) {
    struct math *math = construct(story, 2);
    if (math)
        math->after = sign(story, element);
    return false;
}

static bool start_raised(struct story *story, const struct xml_element *element) {
    start_part(story, element);
    story->top->raised++;
    return true;
}

/* The degree of a root comes before its sign. */
static bool start_degree(struct story *story, const struct xml_element *element) {
    (void)element;
    story->top->raised++;
    return true;
}

static void end_raised(struct story *story) {
    story->top->raised--;
}

static void end_numerator(struct story *story) {
    put(story, "/");
}

static void end_function_name(struct story *story) {
    put(story, " ");
}

static bool start_limit(struct story *story, const struct xml_element *element) {
    (void)element;
    put(story, " ");
    return true;
}

/* Sorted by name for bsearch(). */

static const struct element runs[] = {
    {"br", IN_MATH, inline_start_br, NULL},
    {"del", IN_MATH, inline_start_deleted, inline_end_deleted},
    {"ins", IN_MATH, inline_start_inserted, paragraph_insertion_ends},
    {"moveFrom", IN_MATH, inline_start_deleted, inline_end_deleted},
    {"moveTo", IN_MATH, inline_start_inserted, paragraph_insertion_ends},
    {"noBreakHyphen", IN_MATH, inline_start_no_break_hyphen, NULL},
    {"sym", IN_MATH, inline_start_sym, NULL},
    {"t", IN_NOTHING, run_start_text, run_end_text},
    {"tab", IN_MATH, inline_start_tab, NULL},
};

/* Office Math has a namespace that the parser does not name. */
static const struct element elements[] = {
    {"begChr", IN_NOTHING, start_before, NULL},
    {"chr", IN_NOTHING, start_before, NULL},
    {"d", IN_MATH, math_begin, math_end},
    {"deg", IN_MATH, start_degree, end_raised},
    {"e", IN_MATH, start_part, NULL},
    {"endChr", IN_NOTHING, start_after, NULL},
    {"eqArr", IN_MATH, math_begin, math_end},
    {"fName", IN_MATH, NULL, end_function_name},
    {"lim", IN_MATH, start_limit, NULL},
    {"m", IN_MATH, math_begin, math_end},
    {"mr", IN_MATH, start_row, math_end},
    {"nary", IN_MATH, math_begin, math_end},
    {"num", IN_MATH, NULL, end_numerator},
    {"oMath", IN_MATH, start_part, NULL},
    {"rad", IN_MATH, math_begin, math_end},
    {"sepChr", IN_NOTHING, start_between, NULL},
    {"sub", IN_MATH, start_part, NULL},
    {"sup", IN_MATH, start_raised, end_raised},
    {"t", IN_NOTHING, run_start_text, run_end_text},
};

struct vocabulary math_vocabulary(void) {
    return (struct vocabulary){runs, sizeof runs / sizeof *runs, elements,
                               sizeof elements / sizeof *elements, true};
}
