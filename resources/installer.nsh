; Lets players' phones through the Windows firewall, so that nobody has to answer its question just as the phones arrive.
;
; Only an installer with administrator rights may do so; without them Windows asks at the first start, as usual.
; The rules apply to this one program only, on any port. On private and domain networks: from anywhere. On public ones too,
; because that is what Windows calls the Wi-Fi of a hall or a camp unless told otherwise, and phones there would be blocked
; without any message; but only from the same subnet, never from outside it.

!define TELL_FIREWALL `"$SYSDIR\netsh.exe" advfirewall firewall`

; Deletes all rules for this program, including the one that Windows adds when somebody answers "Cancel": a blocking rule
; overrides every allowing one. Without any rules netsh returns 1, which is fine.
!macro forgetFirewallRules
  nsExec::Exec `${TELL_FIREWALL} delete rule name=all dir=in program="$INSTDIR\${APP_EXECUTABLE_FILENAME}"`
  Pop $0
!macroend

; If netsh fails, Windows asks at the first start.
!macro addFirewallRule MORE
  nsExec::Exec `${TELL_FIREWALL} add rule name="${PRODUCT_NAME}" dir=in action=allow program="$INSTDIR\${APP_EXECUTABLE_FILENAME}" ${MORE}`
  Pop $0
!macroend

!macro customInstall
  ${If} ${UAC_IsAdmin}
    !insertmacro forgetFirewallRules
    !insertmacro addFirewallRule "protocol=TCP profile=private,domain"
    !insertmacro addFirewallRule "protocol=TCP profile=public remoteip=localsubnet"
    ; mDNS: phones look up the laptop's name when somebody types it.
    !insertmacro addFirewallRule "protocol=UDP localport=5353 profile=any remoteip=localsubnet"
  ${EndIf}
!macroend

; An update first runs the old version's uninstaller, so rules never pile up, even when the folder changes.
!macro customUnInstall
  ${If} ${UAC_IsAdmin}
    !insertmacro forgetFirewallRules
  ${EndIf}
!macroend
