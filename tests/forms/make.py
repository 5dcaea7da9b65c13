#!/usr/bin/python3
"""Writes a second form, blank and filled in: blank.docx, filled.docx, and what a person reads in the latter (truth.tsv).

    python3 tests/forms/make.py       needs python3-docx

The form is invented after what newer forms look like: three tables with a title above each, numbered from 1 again, a header
of two rows, remarks at the right. So are the body, its people and its figures. The truth is written by hand beside each value.
"""
import os

import docx

HERE = os.path.dirname(os.path.abspath(__file__))
YES = 'Có = 1\nKhông = 0'

# A table: its number, its name, its rows: STT, label, unit, (value as typed, status, number), remark.
TABLES = [
    ('Biểu số 01', 'Chỉ đạo, điều hành và cải cách thể chế', [
        ('1', 'Kế hoạch cải cách hành chính năm', '', None, ''),
        ('1.1', 'Tổng số nhiệm vụ trong kế hoạch', 'Nhiệm vụ', ('48', 'reported', 48), ''),
        ('1.2', 'Số nhiệm vụ đã hoàn thành', 'Nhiệm vụ', ('36 nhiệm vụ', 'reported', 36), 'Đạt 75%'),
        ('2', 'Văn bản chỉ đạo, điều hành đã ban hành', 'Văn bản', ('12', 'reported', 12), ''),
        ('3', 'Kiểm tra công tác cải cách hành chính', '', None, ''),
        ('', 'Số cơ quan, đơn vị được kiểm tra', 'Cơ quan', ('Không', 'reported', 0), 'Quý IV thực hiện'),
        ('', 'Tỷ lệ vấn đề phát hiện qua kiểm tra đã xử lý xong', '%', ('', None, None), ''),
        ('4', 'Đối thoại với người dân, doanh nghiệp', YES, ('Có', 'reported', 1), ''),
        ('5', 'Sáng kiến cải cách hành chính được công nhận', 'Sáng kiến', ('3', 'reported', 3), 'QĐ 118/QĐ-UBND'),
        ('6', 'Văn bản quy phạm pháp luật đã ban hành', 'Văn bản', ('4', 'reported', 4), ''),
        ('7', 'Văn bản quy phạm pháp luật đã rà soát. Trong đó:', 'Văn bản', ('31', 'reported', 31), ''),
        ('', 'Kiến nghị sửa đổi, bổ sung', 'Văn bản', ('9', 'reported', 9), ''),
        ('', 'Kiến nghị bãi bỏ', 'Văn bản', ('2', 'reported', 2), '')]),
    ('Biểu số 02', 'Cải cách thủ tục hành chính', [
        ('1', 'Tổng số thủ tục hành chính đang có hiệu lực. Trong đó:', 'Thủ tục', ('1.845', 'reported', 1845), ''),
        ('', 'Thủ tục cấp tỉnh', 'Thủ tục', ('1.420', 'reported', 1420), ''),
        ('', 'Thủ tục cấp xã', 'Thủ tục', ('425', 'reported', 425), ''),
        ('2', 'Dịch vụ công trực tuyến toàn trình', 'Thủ tục', ('903', 'reported', 903), ''),
        ('3', 'Dịch vụ công trực tuyến một phần', 'Thủ tục', ('512 TTHC', 'reported', 512), ''),
        ('4', 'Hồ sơ tiếp nhận trong kỳ. Trong đó:', 'Hồ sơ', ('8.250', 'reported', 8250), ''),
        ('', 'Tiếp nhận trực tuyến toàn trình', 'Hồ sơ', ('5.100', 'reported', 5100), ''),
        ('', 'Tiếp nhận trực tuyến một phần', 'Hồ sơ', ('2.050', 'reported', 2050), ''),
        ('', 'Tiếp nhận trực tiếp và qua bưu chính', 'Hồ sơ', ('1.100', 'reported', 1100), ''),
        ('5', 'Tỷ lệ hồ sơ giải quyết đúng hạn', '', None, ''),
        ('5.1', 'Đúng hạn tại cấp tỉnh', '%', ('99,2%', 'reported', 99.2), ''),
        ('5.2', 'Đúng hạn tại cấp xã', '%', ('398/400', 'reported', 99.5), ''),
        ('6', 'Số tiền thanh toán trực tuyến', 'Đồng', ('1,25 tỷ đồng', 'reported', 1.25e9), ''),
        ('7', 'Tỷ lệ số hóa hồ sơ, kết quả giải quyết', '%', ('khoảng 90', 'review', None), 'Ước tính')]),
    ('Biểu số 03', 'Tổ chức bộ máy, công vụ, tài chính công và chuyển đổi số', [
        ('1', 'Tổ chức bộ máy', '', None, ''),
        ('1.1', 'Số phòng, ban chuyên môn', 'Phòng', ('7', 'reported', 7), ''),
        ('1.2', 'Số đơn vị sự nghiệp công lập', 'Đơn vị', ('05', 'reported', 5), ''),
        ('2', 'Biên chế và số người làm việc', '', None, ''),
        ('2.1', 'Biên chế công chức được giao', 'Người', ('52', 'reported', 52), ''),
        ('2.2', 'Biên chế công chức có mặt', 'Người', ('49', 'reported', 49), ''),
        ('2.3', 'Số người làm việc được giao', 'Người', ('-', None, None), ''),
        ('3', 'Bồi dưỡng kỹ năng số cho công chức', 'Lượt người', ('120', 'reported', 120), ''),
        ('4', 'Phê duyệt vị trí việc làm', 'Chưa = 0\nMột phần = 1\nToàn bộ = 2', ('Một phần', 'reported', 1), ''),
        ('5', 'Đơn vị sự nghiệp tự chủ tài chính', '', None, ''),
        ('', 'Tự bảo đảm chi thường xuyên và chi đầu tư', 'Đơn vị', ('1', 'reported', 1), ''),
        ('', 'Tự bảo đảm chi thường xuyên', 'Đơn vị', ('1', 'reported', 1), ''),
        ('', 'Nhà nước bảo đảm chi thường xuyên', 'Đơn vị', ('3', 'reported', 3), ''),
        ('6', 'Tỷ lệ văn bản điện tử có ký số', '%', ('100', 'reported', 100), ''),
        ('7', 'Nền tảng họp trực tuyến dùng chung', YES, ('2', 'invalid', None), ''),
        ('8', 'Mức độ hài lòng của người dân', '%', ('Không phát sinh', 'not-applicable', None), '')])]


def add_table(document, rows, filled):
    table = document.add_table(rows=2, cols=5)
    table.style = 'Table Grid'
    top, low = table.rows[0].cells, table.rows[1].cells
    top[2].merge(top[3]).text = 'Kết quả thống kê'
    low[2].text, low[3].text = 'Đơn vị tính', 'Số liệu'
    for column, text in ((0, 'STT'), (1, 'Chỉ tiêu thống kê'), (4, 'Ghi chú')):
        top[column].merge(low[column]).text = text
    for stt, label, unit, value, note in rows:
        cells = table.add_row().cells
        cells[0].text = stt
        cells[1].text = label if stt else '- ' + label
        cells[2].text = unit
        cells[3].text = value[0] if filled and value else ''
        cells[4].text = note if filled else ''


def write(path, filled):
    document = docx.Document()
    if filled:
        head = document.add_table(rows=1, cols=2).rows[0].cells
        head[0].text = 'UBND TỈNH HẢI VÂN\nSỞ KHOA HỌC VÀ CÔNG NGHỆ\nSố: 71/BC-SKHCN'
        head[1].text = 'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\nHải Vân, ngày 22 tháng 9 năm 2025'
        for text in ('BÁO CÁO', 'Kết quả thực hiện công tác cải cách hành chính quý III năm 2025'):
            document.add_paragraph(text)
    for number, name, rows in TABLES:
        document.add_paragraph(number)
        document.add_paragraph(name)
        add_table(document, rows, filled)
    if filled:
        document.add_paragraph('GIÁM ĐỐC')
        document.add_paragraph('Lâm Quốc Toàn')
    document.save(os.path.join(HERE, path))


def truth():
    with open(os.path.join(HERE, 'truth.tsv'), 'w', encoding='utf-8') as out:
        for index, (_, _, rows) in enumerate(TABLES):
            prefix, under, count = 'B%d.' % (index + 1) if index else '', '', 0
            for stt, _, _, value, _ in rows:
                under, count = (stt, 0) if stt else (under, count + 1)
                if value is not None:
                    print(prefix + (stt or '%s-%d' % (under, count)), value[1] or 'blank',
                          '' if value[2] is None else '%.15g' % value[2], sep='\t', file=out)


write('blank.docx', False)
write('filled.docx', True)
truth()
