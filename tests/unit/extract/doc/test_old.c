/* doc: a document of Word 95, laid out by hand in the one stream such files have. */
#include "tests/unit/extract/docx/test_docx.h"

#include "extract/doc/doc.h"
#include "extract/doc/file.h"

#include <gsf/gsf-outfile-msole.h>
#include <gsf/gsf-outfile.h>
#include <gsf/gsf-output-memory.h>

/* Offsets in the stream; a page of formatting has 512 bytes. */
enum {
    PAGE = 512,
    TEXT_AT = PAGE,
    CHARACTERS_AT = 2 * PAGE,
    PARAGRAPHS_AT = 3 * PAGE,
    TABLES_AT = 4 * PAGE,
    LENGTH = 5 * PAGE,
    HEADER_FLAGS = 10,
    HEADER_TEXT = 24,
    HEADER_LENGTHS = 52,
    HEADER_TABLES = 88,
    COMPLEX = 4
};

struct old_document {
    unsigned char bytes[LENGTH];
    size_t tables_end;
};

static void put(struct old_document *d, size_t at, const char *bytes, size_t length) {
    assert_true(at + length <= LENGTH);
    memcpy(d->bytes + at, bytes, length);
}

static void put_u32(struct old_document *d, size_t at, unsigned value) {
    for (unsigned i = 0; i < 4; i++)
        d->bytes[at + i] = (unsigned char)(value >> (8 * i));
}

#define PUT(document, at, bytes) put(document, at, bytes, sizeof(bytes) - 1)

static void add_table(struct old_document *d, enum doc_table table, const char *bytes,
                      size_t length) {
    put_u32(d, HEADER_TABLES + (size_t)table * 8, (unsigned)d->tables_end);
    put_u32(d, HEADER_TABLES + (size_t)table * 8 + 4, (unsigned)length);
    put(d, d->tables_end, bytes, length);
    d->tables_end += length;
}

#define ADD_TABLE(document, table, bytes) add_table(document, table, bytes, sizeof(bytes) - 1)

/* A run of a page: where it ends and where its list stands (0: nowhere). */
struct run {
    unsigned end, list_at;
};

static void put_runs(struct old_document *d, size_t page, const struct run *runs, size_t count,
                     size_t entry_bytes) {
    put_u32(d, page, TEXT_AT);
    for (size_t i = 0; i < count; i++) {
        put_u32(d, page + 4 + i * 4, TEXT_AT + runs[i].end);
        d->bytes[page + (count + 1) * 4 + i * entry_bytes] = (unsigned char)(runs[i].list_at / 2);
    }
    d->bytes[page + PAGE - 1] = (unsigned char)count;
}

/* A row of two cells, the second with a raised figure, and a paragraph that begins hidden. The
 * font, .VnTime, comes from the style, whose name has an odd length. */
#define TEXT                                                                                       \
    "c\xF6"                                                                                        \
    "a\7"                                                                                          \
    "251\7"                                                                                        \
    "\7"                                                                                           \
    "hidend\r"

static void make(struct old_document *d) {
    static const struct run characters[] = {{6, 0}, {7, 400}, {9, 0}, {12, 410}, {16, 0}};
    static const struct run paragraphs[] = {{4, 400}, {8, 400}, {9, 420}, {16, 0}};
    *d = (struct old_document){.tables_end = TABLES_AT};
    PUT(d, 0, "\xDC\xA5\x68\0");
    put_u32(d, HEADER_TEXT, TEXT_AT);
    put_u32(d, HEADER_TEXT + 4, TEXT_AT + sizeof TEXT - 1);
    put_u32(d, HEADER_LENGTHS, sizeof TEXT - 1);
    PUT(d, TEXT_AT, TEXT);
    put_runs(d, CHARACTERS_AT, characters, 5, 1);
    PUT(d, CHARACTERS_AT + 400, "\2\x68\1"); /* sprmCIss: superscript */
    PUT(d, CHARACTERS_AT + 410, "\2\x5C\1"); /* sprmCFVanish */
    put_runs(d, PARAGRAPHS_AT, paragraphs, 4, 7);
    PUT(d, PARAGRAPHS_AT + 400, "\2\0\0\x18\1"); /* words, style 0, sprmPFInTable */
    /* sprmPTtp, sprmTTableHeader, sprmTDefTable: two cells of 10 bytes between three edges */
    PUT(d, PARAGRAPHS_AT + 420,
        "\x13\0\0\x18\1\x19\1\xBA\1\xBE\x1C\0\2\0\0\x10\0\x20\0"
        "\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0");
    ADD_TABLE(d, TABLE_STYLES,
              "\x0E\0\1\0\x08\0\1\0\x4B\0\x0F\0\0\0\0\0"
              "\x1A\0\0\x40\xF1\xFF\2\0\x1A\0\5Norma\0\0\2\0\0\0\3\0\x5D\1\0\0");
    ADD_TABLE(d, TABLE_CHARACTERS, "\0\2\0\0\x10\2\0\0\2\0");
    ADD_TABLE(d, TABLE_PARAGRAPHS, "\0\2\0\0\x10\2\0\0\3\0");
    ADD_TABLE(d, TABLE_FONTS, "\x1B\0\x0B\x16\x90\1\0\0Arial\0\x0D\x16\x90\1\0\0.VnTime\0");
}

static void read_old(const struct old_document *d, struct docx_result *result) {
    struct limits limits = limits_default();
    GsfOutput *memory = gsf_output_memory_new();
    GsfOutfile *file = gsf_outfile_msole_new(memory);
    GsfOutput *child = gsf_outfile_new_child(file, "WordDocument", FALSE);
    assert_true(gsf_output_write(child, LENGTH, d->bytes));
    assert_true(gsf_output_close(child) && gsf_output_close(GSF_OUTPUT(file)));
    struct format_input input = {.path = "t",
                                 .bytes = gsf_output_memory_get_bytes(GSF_OUTPUT_MEMORY(memory)),
                                 .length = (size_t)gsf_output_size(memory)};
    *result = (struct docx_result){.read = false};
    buffer_init(&result->text, DOCX_OUT_BYTES);
    buffer_init(&result->events, DOCX_OUT_BYTES);
    struct event_sink sink = {.emit = docx_keep_event, .context = &result->events};
    assert_true(ole_open(input.bytes, input.length, &limits, &input.ole, &result->error));
    struct builder *builder = builder_new(&limits, &sink);
    struct document *document = NULL;
    result->read = doc_read(&input, &limits, &sink, builder, &result->error) &&
                   builder_finish(builder, &document, &result->error);
    if (document)
        docx_draw(&result->text, document);
    document_free(document);
    builder_free(builder);
    ole_close(input.ole);
    g_object_unref(child);
    g_object_unref(file);
    g_object_unref(memory);
}

static void expect(const struct old_document *d, const char *text, const char *event) {
    struct docx_result result;
    read_old(d, &result);
    assert_string_equal(result.error.message, "");
    assert_string_equal(buffer_text(&result.text), text);
    assert_non_null(strstr(buffer_text(&result.events), event));
    docx_result_free(&result);
}

static void one_piece(void **state) {
    (void)state;
    struct old_document d;
    make(&d);
    expect(&d, "body table 1x2\n  R0C0 header cửa\n  R0C1 header 25¹\nbody end\n",
           "text-hidden p1 hid");
}

/* Saved fast: the pieces stand in another order than their bytes, and behind a list of properties.
 */
static void saved_fast(void **state) {
    (void)state;
    struct old_document d;
    make(&d);
    d.bytes[HEADER_FLAGS] = COMPLEX;
    put_u32(&d, HEADER_LENGTHS, 7);
    ADD_TABLE(&d, TABLE_PIECES,
              "\1\2\0\x5C\1"
              "\2\x1C\0\0\0\0\0\0\0\3\0\0\0\7\0\0\0"
              "\0\0\x04\2\0\0\0\0\0\0\x0C\2\0\0\0\0");
    expect(&d, "body 25¹end\n", "");
}

/* Every length of the header and its tables may be anything. */
static void damage_is_survived(void **state) {
    (void)state;
    uint32_t random = 4711;
    for (int round = 0; round < 300; round++) {
        struct old_document d;
        make(&d);
        for (int i = 0; i < 12; i++) {
            random = random * 1664525u + 1013904223u;
            size_t at = (random >> 8) % LENGTH;
            if (at > 4)
                d.bytes[at] = (unsigned char)(random >> 24);
        }
        struct docx_result result;
        read_old(&d, &result);
        assert_true(result.read || result.error.code != CODE_NONE);
        docx_result_free(&result);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(one_piece),
        cmocka_unit_test(saved_fast),
        cmocka_unit_test(damage_is_survived),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
