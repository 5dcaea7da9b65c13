/* doc/format: property lists on pages of formatting that are made by hand, as MS-DOC §2.9.33,
 * §2.9.174 and §2.6 lay them out. */
#include "extract/doc/formatting.h"
#include "tests/unit/extract/docx/test_docx.h"

enum {
    PAGE = 512,
    TABLES_AT = 154, /* FibRgFcLcb97 */
    LIST_AT = 64,    /* in a page */
    TEXT_END = 100   /* FC */
};

struct pages {
    unsigned char main[3 * PAGE], table[32];
    struct doc_file file;
    struct doc_formats formats;
};

/* A table of pages with one page for all text, and that page with one run. */
static void add_page(struct pages *pages, enum doc_table which, unsigned number) {
    unsigned char *entry = pages->main + TABLES_AT + which * 8, *page = pages->main + number * PAGE;
    unsigned offset = (number - 1) * 12;
    entry[0] = (unsigned char)offset;
    entry[4] = 12;
    pages->table[offset + 4] = page[4] = TEXT_END;
    pages->table[offset + 8] = (unsigned char)number;
    page[8] = LIST_AT / 2;
    page[PAGE - 1] = 1;
}

static void make_pages(struct pages *pages) {
    memset(pages, 0, sizeof *pages);
    add_page(pages, TABLE_CHARACTERS, 1);
    add_page(pages, TABLE_PARAGRAPHS, 2);
    pages->file.main = (struct bytes){pages->main, sizeof pages->main};
    pages->file.table = (struct bytes){pages->table, sizeof pages->table};
    pages->formats.file = &pages->file;
}

static struct doc_character character_of(const char *list, size_t length) {
    struct pages pages;
    uint32_t end;
    make_pages(&pages);
    pages.main[PAGE + LIST_AT] = (unsigned char)length;
    memcpy(pages.main + PAGE + LIST_AT + 1, list, length);
    struct doc_character character = doc_character_at(&pages.formats, 10, 0, &end);
    assert_int_equal(end, TEXT_END);
    return character;
}

/* The list follows the style's index, here 0; its length must be odd. */
static struct doc_paragraph paragraph_of(const char *list, size_t length) {
    struct pages pages;
    struct doc_paragraph paragraph;
    make_pages(&pages);
    assert_int_equal(length % 2, 1);
    pages.main[2 * PAGE + LIST_AT] = (unsigned char)((length + 3) / 2);
    memcpy(pages.main + 2 * PAGE + LIST_AT + 3, list, length);
    doc_paragraph_at(&pages.formats, 10, &paragraph);
    return paragraph;
}

#define CHARACTER(list) character_of(list, sizeof(list) - 1)
#define PARAGRAPH(list) paragraph_of(list, sizeof(list) - 1)

/* sprmCFStrike and sprmCFDStrike are two properties: the one that is off leaves the other alone. */
static void strikes_are_two(void **state) {
    (void)state;
    struct doc_character character = CHARACTER("\x37\x08\x01\x53\x2A\x00");
    assert_true(character.struck);
    assert_false(character.struck_twice);
    character = CHARACTER("\x53\x2A\x01\x37\x08\x00");
    assert_true(character.struck_twice);
    assert_false(character.struck);
}

/* sprmPChgTabs of FF has its length inside: one tab stop taken away, one set; sprmPFInTable stands
 * behind. */
static void long_tabs_hide_nothing(void **state) {
    (void)state;
    assert_true(PARAGRAPH("\x15\xC6\xFF\x01\x10\x20\x05\x00\x01\x30\x40\x00\x16\x24\x01").in_table);
    /* A count that runs over the page ends the list. */
    assert_false(
        PARAGRAPH("\x15\xC6\xFF\xFF\x10\x20\x05\x00\x01\x30\x40\x00\x16\x24\x01").in_table);
}

/* sprmPIlfo: 1 to 7FE, or F802 to FFFF for the negated index; F801 is no list. */
static void negated_lists_count(void **state) {
    (void)state;
    assert_int_equal(PARAGRAPH("\x0B\x46\x03\x00\x16\x24\x01\x0A\x26\x01\x00").list, 3);
    assert_int_equal(PARAGRAPH("\x0B\x46\xFD\xFF\x16\x24\x01\x0A\x26\x01\x00").list, 3);
    assert_int_equal(PARAGRAPH("\x0B\x46\x02\xF8\x16\x24\x01\x0A\x26\x01\x00").list, 0x7FE);
    assert_int_equal(PARAGRAPH("\x0B\x46\x01\xF8\x16\x24\x01\x0A\x26\x01\x00").list, 0xF801);
}

/* The run of the page is one paragraph; where there is none, any mark ends one. */
static void paragraphs_end_where_their_run_does(void **state) {
    (void)state;
    struct pages pages;
    make_pages(&pages);
    assert_false(doc_paragraph_ends(&pages.formats, TEXT_END / 2, 1));
    assert_false(doc_paragraph_ends(&pages.formats, TEXT_END - 2, 1));
    assert_true(doc_paragraph_ends(&pages.formats, TEXT_END - 2, 2));
    assert_true(doc_paragraph_ends(&pages.formats, TEXT_END - 1, 1));
    assert_true(doc_paragraph_ends(&pages.formats, TEXT_END, 1));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(strikes_are_two),
        cmocka_unit_test(long_tabs_hide_nothing),
        cmocka_unit_test(negated_lists_count),
        cmocka_unit_test(paragraphs_end_where_their_run_does),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
