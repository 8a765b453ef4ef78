Attribute VB_Name = "CST_Pulsanti"
Option Explicit
' The commands of the buttons on the instructions sheet and of the ribbon: each runs one action in Python.

Public Sub Importa()
    RunAction "importa"
End Sub

Public Sub VerificaDati()
    RunAction "verifica"
End Sub

Public Sub Calcola()
    RunAction "calcola"
End Sub

Public Sub GeneraFocus()
    RunAction "focus"
End Sub

Public Sub NuovoTrimestre()
    RunAction "nuovo_trimestre"
End Sub

Public Sub Diagnostica()
    RunAction "diagnostica"
End Sub

' Every button of the ribbon calls this; its tag is the action.
Public Sub CST_Nastro(control As Object)
    RunAction CStr(control.Tag)
End Sub

Private Sub RunAction(action As String)
    If InLibreOffice() Then
        RunInLibreOffice action
    Else
        RunInExcel action
    End If
End Sub

Private Sub RunInLibreOffice(action As String)
    Dim answer As Variant
    answer = CstLO(action, Array())
    If VarType(answer) <> vbString Then Exit Sub
    If Left(answer, 5) = "#CST!" Then MsgBox Mid(answer, 7), vbExclamation, "CST"
End Sub

Private Sub RunInExcel(action As String)
    Dim alerts As Boolean, detail As String
    alerts = Application.DisplayAlerts
    On Error GoTo failed
    Application.StatusBar = "CST: avvio di Python…"
    ' With alerts on, Excel interrupts a long action to ask whether to wait for the other program's "OLE action".
    Application.DisplayAlerts = False
    RunPython "from cst_xl.hosts import excel; excel.run('" & action & "')"
    Application.DisplayAlerts = alerts
    Application.StatusBar = False
    Exit Sub
failed:
    detail = Err.Description
    Application.DisplayAlerts = alerts
    Application.StatusBar = False
    MsgBox "Il comando non è partito: Python o il pacchetto cst-xl non rispondono su questo PC." & vbCrLf & vbCrLf & _
        "Per saperne la causa, aprire PowerShell e scrivere: cst-xl doctor" & vbCrLf & vbCrLf & _
        "Dettaglio: " & detail, vbExclamation, "CST"
End Sub
