@echo off
call "%~dp0versions.bat" back %*
pause
