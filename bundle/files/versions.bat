@echo off
rem Finds a Python that this bundle has packages for, and gives it the words: program\versions.py WORDS.
rem Not to be called python.bat: cmd.exe would take it for Python itself.
setlocal
chcp 65001 >nul
set "PYTHONUTF8=1"
for %%v in (@PYTHONS@) do (
    py -%%v -c "" >nul 2>nul
    if not errorlevel 1 (
        set "FOUND=py -%%v"
        goto :found
    )
)
for %%v in (@PYTHONS@) do (
    python -c "import sys; sys.exit('%%v' != '.'.join(map(str, sys.version_info[:2])))" >nul 2>nul
    if not errorlevel 1 (
        set "FOUND=python"
        goto :found
    )
)
echo Máy này chưa có Python từ @OLDEST@ đến @NEWEST@ (64 bit).
echo Tải ở https://www.python.org/downloads/windows/ (chọn "Windows installer (64-bit)"), cài cho mọi người dùng rồi mở lại tệp này.
echo Python @OLDEST@ to @NEWEST@ (64 bit) is needed.
exit /b 2
:found
%FOUND% "%~dp0program\versions.py" %*
exit /b %errorlevel%
