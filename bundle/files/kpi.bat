@echo off
call "%~dp0versions.bat" kpi %*
exit /b %errorlevel%
