; Lets players' phones through the firewall of Windows, so that nobody has to answer its question as the phones arrive.
;
; Only an installer with an administrator's rights may do so; without them Windows asks at the first start, as ever.
; The rules hold for this one program and only while it runs, on any port. Private networks and those of a domain: from
; anywhere in them. Public ones as well, because that is what Windows calls the Wi-Fi of a hall or a camp unless told
; otherwise, and an evening there would fail without a word; but only from the same network, never from outside it.

!define TELL_FIREWALL `"$SYSDIR\netsh.exe" advfirewall firewall`

; Everything that is said about this program goes, also what Windows noted when somebody once answered "Cancel": a rule
; that blocks outweighs all that allow. Where nothing was said netsh answers 1, and all is well.
!macro forgetFirewallRules
  nsExec::Exec `${TELL_FIREWALL} delete rule name=all dir=in program="$INSTDIR\${APP_EXECUTABLE_FILENAME}"`
  Pop $0
!macroend

; Should netsh refuse, Windows asks at the first start.
!macro addFirewallRule MORE
  nsExec::Exec `${TELL_FIREWALL} add rule name="${PRODUCT_NAME}" dir=in action=allow program="$INSTDIR\${APP_EXECUTABLE_FILENAME}" ${MORE}`
  Pop $0
!macroend

!macro customInstall
  ${If} ${UAC_IsAdmin}
    !insertmacro forgetFirewallRules
    !insertmacro addFirewallRule "protocol=TCP profile=private,domain"
    !insertmacro addFirewallRule "protocol=TCP profile=public remoteip=localsubnet"
    ; The laptop's name on the network, asked for by phones that type it.
    !insertmacro addFirewallRule "protocol=UDP localport=5353 profile=any remoteip=localsubnet"
  ${EndIf}
!macroend

; An update runs this of the old version first: rules never pile up, also when the folder changes.
!macro customUnInstall
  ${If} ${UAC_IsAdmin}
    !insertmacro forgetFirewallRules
  ${EndIf}
!macroend
