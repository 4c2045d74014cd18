@echo off
call "%~dp0versions.bat" start %*
if errorlevel 1 pause
