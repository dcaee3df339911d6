; Makes the installer for Windows out of dist\kneetimer, with Inno Setup 6: iscc /DVersion=0.1.0 kneetimer.iss
; For one person without an administrator, or for all with one. Has not run yet.
#ifndef Version
#define Version "0.1.0"
#endif

[Setup]
AppId={{6C2E5D0B-4D0E-4B7C-9B0B-0C6B6C5E7A10}
AppName=KneeTimer
AppVersion={#Version}
AppPublisher=KneeTimer
DefaultDirName={autopf}\KneeTimer
DefaultGroupName=KneeTimer
PrivilegesRequired=lowest
PrivilegesRequiredOverridesAllowed=dialog
ArchitecturesAllowed=x64compatible
ArchitecturesInstallIn64BitMode=x64compatible
LicenseFile=..\..\LICENSE
OutputDir=..\..\dist
OutputBaseFilename=kneetimer-{#Version}-windows-x64
SetupIconFile=..\..\build\icons\kneetimer.ico
UninstallDisplayIcon={app}\KneeTimer.exe
Compression=lzma2
SolidCompression=yes
WizardStyle=modern
CloseApplications=yes

[Tasks]
Name: desktopicon; Description: "{cm:CreateDesktopIcon}"; Flags: unchecked

[Files]
Source: "..\..\dist\kneetimer\*"; DestDir: "{app}"; Flags: ignoreversion recursesubdirs

[InstallDelete]
; Files of an older version would be found by the newer one.
Type: filesandordirs; Name: "{app}\_internal"

[Icons]
Name: "{group}\KneeTimer"; Filename: "{app}\KneeTimer.exe"
Name: "{autodesktop}\KneeTimer"; Filename: "{app}\KneeTimer.exe"; Tasks: desktopicon

[Run]
Filename: "{app}\KneeTimer.exe"; Description: "{cm:LaunchProgram,KneeTimer}"; Flags: nowait postinstall skipifsilent

[UninstallRun]
; The reminder's task would start a program that is gone. The sessions stay.
Filename: "{sys}\schtasks.exe"; Parameters: "/Delete /TN ""KneeTimer reminder"" /F"; Flags: runhidden; RunOnceId: "Reminder"
