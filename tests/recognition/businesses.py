"""Lists of enterprises, in the words of the tax register, of licences and of inspectors."""

from __future__ import annotations

from tests.recognition.shape import Shape

BUSINESSES = (
    Shape(
        "business_tax_register",
        "tra cuu nguoi nop thue.xlsx",
        "kp",
        "business",
        """
        DANH SÁCH NGƯỜI NỘP THUẾ LÀ DOANH NGHIỆP
        Tính đến ngày 01/6/2024
        STT | MST | Tên người nộp thuế | Loại hình kinh tế | Người đại diện pháp luật | Trạng thái MST
        1 | 2801000001 | Công ty cổ phần Cây Sung | Công ty cổ phần ngoài NN | Đỗ Thị Mận | Đang hoạt động
        2 | 2801000002 | Công ty TNHH Hoa Sim | Công ty TNHH ngoài NN | Bùi Thị Sim | Đang hoạt động
        3 | 2801000003 | DNTN Quả Khế | Doanh nghiệp tư nhân | Lý Văn Khế | Ngừng hoạt động nhưng chưa hoàn thành thủ tục đóng MST
        4 | 2801000004 | Công ty TNHH Gấc Đỏ | Công ty TNHH ngoài NN | Tạ Thị Gấc | Ngừng hoạt động và đã đóng MST
        5 | 2801000005-001 | Chi nhánh Công ty Cây Cau | Công ty cổ phần ngoài NN | Lý Văn Cau | Tạm dừng
        6 | 0100000006 | Công ty TNHH Bưởi Năm Roi | Công ty TNHH ngoài NN | Hồ Văn Bưởi | Đang hoạt động
        """,
        "code = MST; name = Tên người nộp thuế; kind = Loại hình kinh tế; representative = Người đại diện pháp luật;"
        "status = Trạng thái MST",
        "Công ty cổ phần ngoài NN = joint_stock; Công ty TNHH ngoài NN = llc; Doanh nghiệp tư nhân = private;"
        "Đang hoạt động = active; Tạm dừng = paused; Ngừng hoạt động và đã đóng MST = closed;"
        "Ngừng hoạt động nhưng chưa hoàn thành thủ tục đóng MST = closed",
    ),
    Shape(
        "business_licences",
        "GPKD.xlsx",
        "tdp",
        "business",
        """
        DANH SÁCH DOANH NGHIỆP ĐÓNG TRÊN ĐỊA BÀN ngày 01/6/2024
        TT | Số Đăng Ký (GPKD) | Tên công ty | Loại hình DN | Giám đốc | SĐT liên hệ | Tổ dân phố
        1 | 2801000011 | Công ty TNHH Hoa Mận | Công ty TNHH | Đỗ Thị Mận | 0912002011 | TDP 1
        2 | 2801000012 | Công ty CP Vườn Vải | Công ty cổ phần | Bùi Thị Vải | 0912002012 | TDP 2
        3 | 2801000013 | DNTN Ba Cau | Doanh nghiệp tư nhân | Lý Văn Cau | | TDP2
        4 | 2801000014 | Công ty TNHH Mít Non | Công ty TNHH | Cao Văn Mít | 0912002014 | Nam Sơn
        5 | 2801000015 | Công ty hợp danh Na Lê | Công ty hợp danh | Trần Văn Na | 0912002015 | Nam Sơn
        6 | 2801000016 | HTX Rau Chùa | Hợp tác xã | Mai Thị Cam | 0912002016 | TDP 1
        """,
        "code = Số Đăng Ký (GPKD); name = Tên công ty; kind = Loại hình DN; representative = Giám đốc;"
        "phone = SĐT liên hệ; village = Tổ dân phố",
        "Công ty TNHH = llc; Công ty cổ phần = joint_stock; Công ty hợp danh = partnership; Hợp tác xã = cooperative",
    ),
    Shape(
        "business_capitals",
        "DOANH NGHIEP.xlsx",
        "ap",
        "business",
        """
        BẢNG KÊ DOANH NGHIỆP NGÀY 01 THÁNG 6 NĂM 2024
        STT | MÃ SỐ DN | TÊN DOANH NGHIỆP | NGƯỜI ĐẠI DIỆN | ĐIỆN THOẠI | ẤP | TÌNH TRẠNG | NGÀNH NGHỀ CHÍNH
        1 | 1201000021 | CTY TNHH LÚA VÀNG | ĐỖ THỊ MẬN | 0912002021 | BÌNH HÒA | ĐANG HOẠT ĐỘNG | Xay xát
        2 | 1201000022 | CTY CP CÁ TRA | LÝ VĂN KHẾ | 0912002022 | ẤP 4 | ĐANG HOẠT ĐỘNG | Thủy sản
        3 | 1201000023 | DNTN TRẠM XĂNG SỐ 9 | BÙI THỊ SIM | | ẤP TÂN LỢI | TẠM NGỪNG | Xăng dầu
        4 | 1201000024 | CTY TNHH DỪA XIÊM | HỒ VĂN BƯỞI | 0912002024 | TÂN LỢI | ĐANG HOẠT ĐỘNG | Chế biến
        5 | 1201000025 | CTY TNHH CHANH DÂY | MAI THỊ CAM | 0912002025 | BÌNH HÒA | NGỪNG HOẠT ĐỘNG | Nông sản
        6 | 1201000026 | CTY TNHH MÍT THÁI | CAO VĂN MÍT | 0912002026 | ẤP 4 | ĐANG HOẠT ĐỘNG | Nông sản
        """,
        "code = MÃ SỐ DN; name = TÊN DOANH NGHIỆP; representative = NGƯỜI ĐẠI DIỆN; phone = ĐIỆN THOẠI; village = ẤP;"
        "status = TÌNH TRẠNG",
        "ĐANG HOẠT ĐỘNG = active; TẠM NGỪNG = paused; NGỪNG HOẠT ĐỘNG = closed",
    ),
    Shape(
        "business_no_accents_csv",
        "doanh_nghiep.csv",
        "khu",
        "business",
        """
        Ma so thue | Ten doanh nghiep | Loai hinh | Dai dien | So dien thoai | Khu | Trang thai
        2801000031 | Cong ty TNHH Hoa Sua | Cong ty TNHH | Do Thi Man | 0912002031 | Khu 1 | Dang hoat dong
        2801000032 | Cong ty CP Da Xanh | Cong ty co phan | Ly Van Khe | 0912002032 | Khu 1 | Dang hoat dong
        2801000033 | DNTN Bay Nhan | Doanh nghiep tu nhan | Vu Thi Nhan | | Khu 2 | Tam nghi
        2801000034 | Cong ty TNHH Cat Vang | Cong ty TNHH | Ho Van Buoi | 0912002034 | Khu 2 | Dang hoat dong
        2801000035 | Cong ty TNHH May Tre | Cong ty TNHH | Mai Thi Cam | 0912002035 | Khu 1 | Dang hoat dong
        2801000036 | HTX Dong Ma | Hop tac xa | Cao Van Mit | 0912002036 | Khu 2 | Dang hoat dong
        """,
        "code = Ma so thue; name = Ten doanh nghiep; kind = Loai hinh; representative = Dai dien; phone = So dien thoai;"
        "village = Khu; status = Trang thai",
        "Cong ty TNHH = llc; Cong ty co phan = joint_stock; Hop tac xa = cooperative; Dang hoat dong = active",
        day_given=True,
    ),
    Shape(
        "business_two_row_header",
        "Biểu DN.xlsx",
        "khom",
        "business",
        """
        BIỂU THỐNG KÊ DOANH NGHIỆP
        Đến ngày 01/6/2024
        STT | Doanh nghiệp | < | < | Người đại diện | < | Khóm
        ^ | Tên doanh nghiệp | Mã số thuế | Loại hình | Họ và tên | SĐT | ^
        1 | Công ty TNHH Sen Hồng | 1401000041 | Công ty TNHH | Đỗ Thị Mận | 0912002041 | Khóm 1
        2 | Công ty CP Sen Trắng | 1401000042 | Công ty cổ phần | Lý Văn Khế | 0912002042 | Khóm 1
        3 | DNTN Sen Vàng | 1401000043 | Doanh nghiệp tư nhân | Bùi Thị Sim | | Khóm 2
        4 | Công ty TNHH Súng Tím | 1401000044 | Công ty TNHH | Hồ Văn Bưởi | 0912002044 | Khóm 2
        5 | Công ty TNHH Lục Bình | 1401000045 | Công ty TNHH | Mai Thị Cam | 0912002045 | Đông Thịnh
        6 | Công ty TNHH Bèo Cái | 1401000046 | Công ty TNHH | Cao Văn Mít | 0912002046 | Đông Thịnh
        ~ | Tổng số: 6 doanh nghiệp | | | | |
        """,
        "code = Mã số thuế; name = Tên doanh nghiệp; kind = Loại hình; representative = Họ và tên; phone = SĐT;"
        "village = Khóm",
        header_rows=2,
    ),
    Shape(
        "business_addresses",
        "doanh nghiep phuong.xlsx",
        "kp",
        "business",
        """
        Mã số doanh nghiệp | Tên DN | Địa chỉ trụ sở | Khu phố | Đại diện theo pháp luật | Điện thoại | Ngày hoạt động | Website
        0301000051 | Công ty TNHH Mực Tím | 1 Cây Đa | KP1 | Đỗ Thị Mận | 0912002051 | 01/02/2015 |
        0301000052 | Công ty CP Mây Trắng | 3 Cây Đa | KP1 | Lý Văn Khế | 0912002052 | 11/9/2018 | vidu.vn
        0301000053 | Công ty TNHH Nắng Mai | 5 Giếng | KP2 | Bùi Thị Sim | | 21/3/2020 |
        0301000054 | Công ty TNHH Gió Lành | 7 Giếng | KP2 | Hồ Văn Bưởi | 0912002054 | 02/01/2012 |
        0301000055 | DNTN Mưa Rào | 9 Giếng | KP3 | Mai Thị Cam | 0912002055 | 30/6/2021 |
        0301000056 | Công ty TNHH Sương Sớm | 2 Chợ | KP3 | Cao Văn Mít | 0912002056 | 15/5/2019 |
        """,
        "code = Mã số doanh nghiệp; name = Tên DN; village = Khu phố; representative = Đại diện theo pháp luật;"
        "phone = Điện thoại",
        day_given=True,
    ),
    Shape(
        "business_template_stars",
        "Import_DoanhNghiep.xlsx",
        "thon",
        "business",
        """
        ## HuongDan
        ★ bắt buộc; ○ không bắt buộc
        ## DoanhNghiep
        ★ MaSoThue | ★ TenDoanhNghiep | ○ LoaiHinh | ○ NguoiDaiDien | ○ SoDienThoai | ○ TinhTrang
        2801000061 | Công ty TNHH Đá Cuội | Công ty TNHH | Đỗ Thị Mận | 0912002061 | Đang hoạt động
        2801000062 | Công ty CP Vôi Trắng | Công ty cổ phần | Lý Văn Khế | 0912002062 | Đang hoạt động
        2801000063 | DNTN Gạch Nung | Doanh nghiệp tư nhân | Bùi Thị Sim | | Tạm ngưng
        2801000064 | Công ty TNHH Ngói Ta | Công ty TNHH | Hồ Văn Bưởi | 0912002064 | Đang hoạt động
        2801000065 | Công ty TNHH Tre Đằng Ngà | Công ty TNHH | Mai Thị Cam | 0912002065 | Đang hoạt động
        2801000066 | Công ty TNHH Lá Cọ | Công ty TNHH | Cao Văn Mít | 0912002066 | Ngừng hoạt động
        """,
        "code = ★ MaSoThue; name = ★ TenDoanhNghiep; kind = ○ LoaiHinh; representative = ○ NguoiDaiDien;"
        "phone = ○ SoDienThoai; status = ○ TinhTrang",
        "Tạm ngưng = paused; Ngừng hoạt động = closed",
        day_given=True,
    ),
    Shape(
        "business_premises_with_codes",
        "co so san xuat.xlsx",
        "xom",
        "business",
        """
        DANH SÁCH CÔNG TY, DOANH NGHIỆP, HTX (cập nhật ngày 01/6/2024)
        STT | Tên cơ sở | Mã số cơ sở (MST) | Chủ cơ sở (Đại diện) | SĐT | Xóm | Loại hình
        1 | Công ty TNHH Mộc Lan | 2801000071 | Đỗ Thị Mận | 0912002071 | Xóm Chùa | Công ty TNHH
        2 | Công ty CP Gỗ Mít | 2801000072 | Cao Văn Mít | 0912002072 | Xóm Chùa | Công ty cổ phần
        3 | HTX Mây Tre | 2801000073 | Lý Văn Khế | | Xóm Mới | Hợp tác xã
        4 | Công ty TNHH Tơ Tằm | 2801000074 | Bùi Thị Sim | 0912002074 | Xóm Mới | Công ty TNHH
        5 | DNTN Lò Gốm | 2801000075 | Mai Thị Cam | 0912002075 | Xóm 7 | Doanh nghiệp tư nhân
        6 | Công ty TNHH Lụa Đào | 2801000076 | Hồ Thị Đào | 0912002076 | Xóm 7 | Công ty TNHH
        """,
        "code = Mã số cơ sở (MST); name = Tên cơ sở; representative = Chủ cơ sở (Đại diện); phone = SĐT; village = Xóm;"
        "kind = Loại hình",
        "Công ty TNHH = llc; Hợp tác xã = cooperative",
    ),
    Shape(
        "business_minimal",
        "DN ban.xlsx",
        "ban",
        "business",
        """
        DANH SÁCH DOANH NGHIỆP TRÊN ĐỊA BÀN XÃ
        Ngày 01 tháng 6 năm 2024
        TT | Doanh nghiệp | MST
        1 | Công ty TNHH Sông Lô | 5501000081
        2 | Công ty TNHH Núi Đôi | 5501000082
        3 | Công ty CP Suối Mơ | 5501000083
        4 | DNTN Đèo Gió | 5501000084
        5 | Công ty TNHH Thác Bạc | 5501000085
        6 | Công ty TNHH Hang Dơi | 5501000086
        ~ | CHỦ TỊCH |
        """,
        "code = MST; name = Doanh nghiệp",
    ),
    Shape(
        "business_mixed_with_branches",
        "dn_chi_nhanh.csv",
        "cum",
        "business",
        """
        STT | MST/Mã chi nhánh | Tên đơn vị kinh doanh | Loại | Giám đốc / Người đứng đầu | SĐT | Cụm | Tình trạng hoạt động
        1 | 2801000091 | Công ty TNHH Ong Vàng | Công ty TNHH | Đỗ Thị Mận | 0912002091 | Cụm 1 | Đang hoạt động
        2 | 2801000092 | Công ty CP Bướm Trắng | Công ty cổ phần | Lý Văn Khế | 0912002092 | Cụm 1 | Đang hoạt động
        3 | 2801000093-001 | Chi nhánh Công ty Chuồn Ớt | Chi nhánh | Bùi Thị Sim | | Cụm 2 | Đang hoạt động
        4 | 2801000094 | DNTN Ve Sầu | Doanh nghiệp tư nhân | Hồ Văn Bưởi | 0912002094 | Cụm 2 | Tạm ngừng
        5 | 2801000095 | Công ty TNHH Dế Mèn | Công ty TNHH | Mai Thị Cam | 0912002095 | Cụm 3 | Đang hoạt động
        6 | 2801000096 | Công ty TNHH Đom Đóm | Công ty TNHH | Cao Văn Mít | 0912002096 | Cụm 3 | Ngừng hoạt động
        """,
        "code = MST/Mã chi nhánh; name = Tên đơn vị kinh doanh; kind = Loại;"
        "representative = Giám đốc / Người đứng đầu; phone = SĐT; village = Cụm; status = Tình trạng hoạt động",
        "Chi nhánh = branch; Tạm ngừng = paused; Ngừng hoạt động = closed",
        day_given=True,
        delimiter=";",
    ),
    Shape(
        "business_registration_portal",
        "DN dang ky.xlsx",
        "tdp",
        "business",
        """
        DANH SÁCH DOANH NGHIỆP (Cổng thông tin quốc gia về ĐKDN, ngày 01/6/2024)
        Tên doanh nghiệp | Mã số doanh nghiệp | Loại hình pháp lý | Tình trạng pháp lý | Tên người đại diện theo pháp luật | Điện thoại
        CÔNG TY TNHH MẬN | 2802000001 | Công ty trách nhiệm hữu hạn một thành viên | Đang hoạt động | Đỗ Thị Mận | 0912000041
        CÔNG TY CP KHẾ | 2802000002 | Công ty cổ phần | Tạm ngừng kinh doanh | Lý Văn Khế |
        DNTN SIM | 2802000003 | Doanh nghiệp tư nhân | Đã giải thể, phá sản, chấm dứt tồn tại | Bùi Thị Sim | 0912000043
        """,
        "code = Mã số doanh nghiệp; name = Tên doanh nghiệp; kind = Loại hình pháp lý; status = Tình trạng pháp lý;"
        "representative = Tên người đại diện theo pháp luật; phone = Điện thoại",
        "Công ty trách nhiệm hữu hạn một thành viên = llc; Công ty cổ phần = joint_stock; Doanh nghiệp tư nhân = private;"
        "Đang hoạt động = active; Tạm ngừng kinh doanh = paused; Đã giải thể, phá sản, chấm dứt tồn tại = closed",
    ),
    Shape(
        "business_states_in_other_words",
        "DN thang 6.xlsx",
        "khom",
        "business",
        """
        DANH SÁCH NGƯỜI NỘP THUẾ LÀ DOANH NGHIỆP (số liệu đến 01/6/2024)
        STT | MST | Tên người nộp thuế | Phụ trách | Tình trạng người nộp thuế
        1 | 2803000001 | Công ty TNHH Mây Tre | Đỗ Thị Mận | NNT đang HĐ
        2 | 2803000002 | Công ty CP Gạch Hồng | Lý Văn Khế | NNT đang làm thủ tục giải thể, phá sản
        3 | 2803000003 | DNTN Ba Sim | Bùi Thị Sim | Ngừng HĐ từ 01/3/2024
        4 | 2803000004 | Công ty TNHH Bưởi Da Xanh | Hồ Văn Bưởi | Bị thu hồi GCN đăng ký doanh nghiệp
        5 | 2803000005 | Công ty TNHH Cam Sành | Mai Thị Cam | Tạm ngừng KD có thời hạn
        6 | 2803000006 | HTX Mít Non | Cao Văn Mít | Nghỉ hẳn
        """,
        "code = MST; name = Tên người nộp thuế; representative = Phụ trách; status = Tình trạng người nộp thuế",
        "NNT đang HĐ = active; NNT đang làm thủ tục giải thể, phá sản = closed; Ngừng HĐ từ 01/3/2024 = closed;"
        "Bị thu hồi GCN đăng ký doanh nghiệp = closed; Tạm ngừng KD có thời hạn = paused; Nghỉ hẳn = closed",
    ),
    Shape(
        "business_survey_in_short_words",
        "Ra soat DN.xlsx",
        "thon",
        "business",
        """
        KẾT QUẢ RÀ SOÁT DOANH NGHIỆP TRÊN ĐỊA BÀN (thời điểm 01/6/2024)
        TT | Tên DN, cơ sở | Số ĐKDN/MST | Hình thức DN | Chủ DN/Giám đốc | Điện thoại LH | Trụ sở (thôn) | Thực trạng hoạt động
        1 | Công ty TNHH Sương | 2804000001 | TNHH 1TV | Đỗ Thị Mận | 0912000501 | Yên Xá | Đang SXKD
        2 | Công ty CP Mộc | 2804000002 | CP | Lý Văn Khế | 0912000502 | Đông Hải | Tạm đóng cửa sửa chữa
        3 | Công ty TNHH Rừng | 2804000003 | Cty TNHH 2TV | Bùi Thị Sim | 0912000503 | Xóm Đình | Chuyển địa bàn khác
        """,
        "code = Số ĐKDN/MST; name = Tên DN, cơ sở; kind = Hình thức DN; representative = Chủ DN/Giám đốc; phone = Điện thoại LH;"
        "village = Trụ sở (thôn); status = Thực trạng hoạt động",
        "TNHH 1TV = llc; CP = joint_stock; Cty TNHH 2TV = llc; Đang SXKD = active; Tạm đóng cửa sửa chữa = paused;"
        "Chuyển địa bàn khác = closed",
    ),
    Shape(
        "business_tax_source",
        "Cong ty.xlsx",
        "kp",
        "business",
        """
        Danh sách các công ty đang đóng chân trên địa bàn phường
        (Nguồn: Thuế cơ sở, chốt đến 01.6.2024)
        Stt | Tên cty | Mã số thuế (10 số) | Ngành nghề KD chính | Tên GĐ | SĐT GĐ | Địa bàn KP | Tình hình hoạt động
        1 | Cty TNHH Cá Ngừ | 2805000001 | Thương mại | Đỗ Văn Mận | 0912000631 | KP1 | Hoạt động
        2 | Cty CP Rong Biển | 2805000002 | Thương mại | Lý Văn Khế | 0912000632 | KP2 | Đã ngừng
        3 | Cty TNHH Vỏ Sò | 2805000003 | Thương mại | Bùi Văn Sim | 0912000633 | KP3 | Tạm nghỉ đến quý 3
        """,
        "code = Mã số thuế (10 số); name = Tên cty; representative = Tên GĐ; phone = SĐT GĐ; village = Địa bàn KP;"
        "status = Tình hình hoạt động",
        "Hoạt động = active; Đã ngừng = closed; Tạm nghỉ đến quý 3 = paused",
    ),
)
