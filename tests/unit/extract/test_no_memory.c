/* Every allocation of reading a file fails once: the document is then the same as ever, or there is
 * none for want of memory. It is never damaged, of another format, or over a limit of its own. And
 * the other way round: what does not fit into --max-memory-bytes is said to be the document's. */
#include "tests/unit/failing_memory.h"

#include "core/crash.h"
#include "extract/extract.h"
#include "tests/unit/extract/docx/test_docx.h"

#include <sys/wait.h>
#include <sysexits.h>
#include <unistd.h>

enum { FILE_BYTES_MAX = 1 << 20, SECONDS_MAX = 30 };
#define RECORD_BYTES_MAX ((size_t)16 << 20)

#define P(text) "<w:p><w:r><w:t>" text "</w:t></w:r></w:p>"
#define CELL(text) "<w:tc>" P(text) "</w:tc>"

struct file {
    const char *name;
    unsigned char *bytes;
    size_t length;
    /* glib ends the process when it has no memory, so each reading has one of its own. */
    bool apart;
};

struct outcome {
    bool done;
    struct error error;
    struct buffer record; /* the document as JSON */
};

static struct file load(const char *path) {
    struct file file = {.name = path, .bytes = malloc(FILE_BYTES_MAX)};
    FILE *stream = fopen(path, "rb");
    assert_non_null(stream);
    assert_non_null(file.bytes);
    file.length = fread(file.bytes, 1, FILE_BYTES_MAX, stream);
    fclose(stream);
    file.apart = memcmp(file.bytes, "\xD0\xCF\x11\xE0", 4) == 0;
    return file;
}

/* A document with all that one may have, small enough to be read a thousand times. */
static struct file small_docx(void) {
    static const char document[] = W_DOCUMENT(
        "<w:p><w:pPr><w:pStyle w:val=\"a\"/><w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"1\"/>"
        "</w:numPr></w:pPr><w:r><w:rPr><w:rFonts w:ascii=\".VnTime\"/></w:rPr><w:t>C\xC3\xA9ng "
        "hßa</w:t></w:r><w:r><w:footnoteReference w:id=\"2\"/></w:r></w:p>"
        "<w:p><w:del w:id=\"1\"><w:r><w:delText>c\xC5\xA9</w:delText></w:r></w:del><w:ins "
        "w:id=\"2\"><w:r><w:t>m\xE1\xBB\x9Bi</w:t></w:r></w:ins></w:p>"
        "<w:tbl><w:tr>" CELL("A") CELL("e\xCC\x81") "</w:tr><w:tr>" CELL("B")
            CELL("2") "</w:tr></w:tbl><w:altChunk r:id=\"rIdFile\"/>"
                      "<w:sectPr><w:headerReference w:type=\"default\" r:id=\"rId3\"/></w:sectPr>");
    static const char rtf[] = "{\\rtf1\\ansi{\\fonttbl{\\f0 Arial;}}\\f0 ch\\u230?n \\'e9\\par}";
    const struct docx_part parts[] = {
        {"styles.xml", "styles",
         W_ROOT("styles", "<w:style w:type=\"paragraph\" w:styleId=\"a\"><w:name w:val=\"A\"/>"
                          "</w:style>")},
        {"numbering.xml", "numbering",
         W_ROOT("numbering", "<w:abstractNum w:abstractNumId=\"0\"><w:lvl w:ilvl=\"0\"><w:numFmt "
                             "w:val=\"decimal\"/><w:lvlText w:val=\"%1.\"/></w:lvl></w:abstractNum>"
                             "<w:num w:numId=\"1\"><w:abstractNumId w:val=\"0\"/></w:num>")},
        {"header1.xml", "header", W_ROOT("hdr", P("h"))},
        {"footnotes.xml", "footnotes",
         W_ROOT("footnotes", "<w:footnote w:id=\"2\">" P("f") "</w:footnote>")},
        {"core.xml", NULL,
         "<cp:coreProperties xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/"
         "core-properties\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><dc:title>t</dc:title>"
         "</cp:coreProperties>"},
        {NULL, NULL, NULL}};
    const struct docx_file chunk = {"chunk.rtf", "aFChunk", rtf, sizeof rtf - 1};
    struct file file = {.name = "small.docx"};
    file.bytes = docx_package_with(document, parts, &chunk, &file.length);
    return file;
}

static struct file page(const char *name, const char *text) {
    return (struct file){
        .name = name, .bytes = (unsigned char *)strdup(text), .length = strlen(text)};
}

/* Reads with the n-th allocation failing (0: none); gives how many there were. */
static size_t read_once(const struct file *file, size_t failing, size_t memory_bytes,
                        struct outcome *outcome) {
    struct extract_options options = extract_options_default();
    struct document *document = NULL;
    options.limits.memory_bytes = memory_bytes;
    *outcome = (struct outcome){.done = false};
    buffer_init(&outcome->record, RECORD_BYTES_MAX);
    memory_fail(failing);
    outcome->done = extract_bytes(file->name, file->bytes, file->length, &options, NULL, &document,
                                  &outcome->error);
    size_t count = memory_stop();
    if (outcome->done)
        document_to_json(document, &outcome->record);
    document_free(document);
    return count;
}

/* The same document, or none for this reason. */
static bool is_right(const struct file *file, size_t at, const struct outcome *outcome,
                     const struct outcome *undisturbed, enum code code) {
    const char *record = buffer_text(&outcome->record);
    bool right = outcome->done ? strcmp(record, buffer_text(&undisturbed->record)) == 0
                               : outcome->error.code == code;
    if (!right)
        print_error("%s, %zu: %s: %s: %s\n", file->name, at,
                    outcome->done ? "another document" : code_word(outcome->error.code),
                    outcome->error.place, outcome->error.message);
    return right;
}

static bool survives(const struct file *file, size_t failing, const struct outcome *undisturbed) {
    struct outcome outcome;
    read_once(file, failing, limits_default().memory_bytes, &outcome);
    bool right = is_right(file, failing, &outcome, undisturbed, CODE_NO_MEMORY);
    buffer_free(&outcome.record);
    return right;
}

/* The same in a process of its own, which may not take for ever either. */
static bool survives_apart(const struct file *file, size_t failing,
                           const struct outcome *undisturbed) {
    int status = 1;
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        crash_watch_memory();
        alarm(SECONDS_MAX);
        _exit(survives(file, failing, undisturbed) ? 0 : 1);
    }
    assert_int_equal(waitpid(child, &status, 0), child);
    return WIFEXITED(status) && (WEXITSTATUS(status) == 0 || WEXITSTATUS(status) == EX_TEMPFAIL);
}

static void fail_each(struct file file) {
    struct outcome undisturbed;
    size_t wrong = 0, most = limits_default().memory_bytes;
    read_once(&file, 0, most, &undisturbed); /* what libraries make once and keep */
    buffer_free(&undisturbed.record);
    size_t count = read_once(&file, 0, most, &undisturbed);
    assert_int_equal(undisturbed.error.code, CODE_NONE);
    assert_true(count > 0);
    for (size_t i = 1; i <= count; i++)
        wrong += !(file.apart ? survives_apart : survives)(&file, i, &undisturbed);
    assert_int_equal(wrong, 0);
    buffer_free(&undisturbed.record);
    free(file.bytes);
}

/* Under each limit from a kilobyte up to one that is enough. */
static void limit_each(struct file file) {
    struct outcome undisturbed, outcome;
    size_t wrong = 0, refused = 0;
    read_once(&file, 0, limits_default().memory_bytes, &undisturbed);
    assert_int_equal(undisturbed.error.code, CODE_NONE);
    for (size_t limit = 1024; refused == 0 || outcome.done == false; limit += limit / 4) {
        read_once(&file, 0, limit, &outcome);
        wrong += !is_right(&file, limit, &outcome, &undisturbed, CODE_LIMIT_MEMORY);
        refused += !outcome.done;
        buffer_free(&outcome.record);
    }
    assert_int_equal(wrong, 0);
    assert_true(refused > 0);
    buffer_free(&undisturbed.record);
    free(file.bytes);
}

#define HTML                                                                                       \
    "<html><head><meta charset=windows-1258><title>t</title><style>p.a{display:none}</style>"      \
    "</head><body><p class=a>x</p><p>C\xF3 <b>\xF0\xFA</b></p><ol><li>m\xF4t</ol><table><tr>"      \
    "<td rowspan=2>1<td>2<tr><td style='mso-number-format:\"0.0\"'>3</table></body></html>"
#define MHTML                                                                                      \
    "MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=\"b\"\r\n\r\n--b\r\n"          \
    "Content-Type: text/html; charset=\"utf-8\"\r\nContent-Transfer-Encoding: quoted-printable"    \
    "\r\nContent-Location: file:///a.htm\r\n\r\n<html><body><p>=C4=91=C3=BAng</p></body></html>"   \
    "\r\n--b--\r\n"
#define SHEETML                                                                                    \
    "<?xml version=\"1.0\"?><Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\" "     \
    "xmlns:ss=\"urn:schemas-microsoft-com:office:spreadsheet\"><Styles><Style ss:ID=\"a\">"        \
    "<NumberFormat ss:Format=\"0.00\"/></Style></Styles><Worksheet ss:Name=\"S\"><Table><Row>"     \
    "<Cell ss:StyleID=\"a\"><Data ss:Type=\"Number\">1.5</Data></Cell><Cell "                      \
    "ss:MergeAcross=\"1\"><Data ss:Type=\"String\">ch\xE1\xBB\xAF</Data></Cell></Row></Table>"     \
    "</Worksheet></Workbook>"

static void docx(void **state) {
    (void)state;
    fail_each(small_docx());
}

static void xlsx(void **state) {
    (void)state;
    fail_each(load("tests/scored/06-years.xlsx"));
}

static void doc(void **state) {
    (void)state;
    fail_each(load("tests/unit/files/features.doc"));
}

static void xls(void **state) {
    (void)state;
    fail_each(load("tests/scored/09-older.xls"));
}

static void rtf(void **state) {
    (void)state;
    fail_each(load("tests/unit/files/features.rtf"));
}

static void pages_and_xml(void **state) {
    (void)state;
    fail_each(page("a.html", HTML));
    fail_each(page("a.mht", MHTML));
    fail_each(page("a.xml", SHEETML));
}

static void the_limit_is_the_document_s(void **state) {
    (void)state;
    limit_each(small_docx());
    limit_each(load("tests/scored/06-years.xlsx"));
    limit_each(load("tests/unit/files/features.doc"));
    limit_each(load("tests/scored/09-older.xls"));
    limit_each(load("tests/unit/files/features.rtf"));
    limit_each(page("a.html", HTML));
    limit_each(page("a.mht", MHTML));
    limit_each(page("a.xml", SHEETML));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(docx),
        cmocka_unit_test(xlsx),
        cmocka_unit_test(doc),
        cmocka_unit_test(xls),
        cmocka_unit_test(rtf),
        cmocka_unit_test(pages_and_xml),
        cmocka_unit_test(the_limit_is_the_document_s),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
