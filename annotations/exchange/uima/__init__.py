"""UIMA CAS as XMI and as JSON, which INCEpTION and DKPro read and write. Needs the extra `formats` (dkpro-cassis).

UIMA counts UTF-16 units; dkpro-cassis turns them into code points and back.
"""
